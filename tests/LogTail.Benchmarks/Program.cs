using LogTail.Benchmarks;
using LogTail.Benchmarks.Comparison;
using LogTail.Benchmarks.Grok;
using LogTail.Benchmarks.Stages;

return args switch
{
    ["corpus", .. var rest] => CorpusCommand.Run(rest),
    ["compare", .. var rest] => CompareCommand.Run(rest),
    ["stages", .. var rest] => StageCommand.Run(rest),
    ["lines", .. var rest] => LinesCommand.Run(rest),
    ["patterns", .. var rest] => PatternBuildCommand.Run(rest),
    ["allocation", .. var rest] => AllocationCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: corpus NAME LINES [SEED]                           write a generated log to standard output
               compare LOGTAIL [LINES [REPEATS [SECTION…]]]       measure us beside mtail, ripgrep, mawk and wc
               stages [BENCHMARKDOTNET-OPTIONS]                   measure each stage of the line path by itself
               lines CORPUS PROGRAM…                              nanoseconds per line in memory: the least of many rounds
               patterns [NAME…]                                   milliseconds to build each stock grok pattern
               allocation [PROGRAM…]                              bytes allocated per program and corpus; fails unless 0
        """);
    return 1;
}
