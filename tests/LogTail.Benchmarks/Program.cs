using LogTail.Benchmarks;
using LogTail.Benchmarks.Comparison;

return args switch
{
    ["corpus", .. var rest] => CorpusCommand.Run(rest),
    ["compare", .. var rest] => CompareCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: corpus NAME LINES [SEED]                           write a generated log to standard output
               compare LOGTAIL [LINES [LONG-LINES [REPEATS]]]     measure us beside mtail, ripgrep, mawk and wc
        """);
    return 1;
}
