namespace LogTail.Benchmarks.Following;

/// <summary><c>follow LOGTAIL</c>: what following loses, doubles and costs, beside mtail; two Markdown tables.</summary>
internal static class FollowCommand
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var logtail, .. var parts])
        {
            Console.Error.WriteLine("usage: follow LOGTAIL [losses|figures|load]");
            return 1;
        }

        var scratch = Directory.CreateTempSubdirectory("follow-").FullName;
        try
        {
            RunAsync(logtail, parts, scratch).GetAwaiter().GetResult();
            return 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task RunAsync(string logtail, string[] parts, string scratch)
    {
        if (parts is ["load"])
        {
            await new FigureTable(logtail, scratch).PrintLoadAsync();
            return;
        }

        if (parts is not ["figures"])
        {
            await new LossTable(logtail, scratch).PrintAsync(Console.Out);
            Console.WriteLine();
        }

        if (parts is not ["losses"])
        {
            await new FigureTable(logtail, scratch).PrintAsync();
        }
    }
}
