using LogTail.Benchmarks;

return args switch
{
    ["corpus", .. var rest] => CorpusCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: corpus NAME LINES [SEED]     write a generated log to standard output
        """);
    return 1;
}
