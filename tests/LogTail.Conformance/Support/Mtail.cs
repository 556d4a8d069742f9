namespace LogTail.Conformance.Support;

/// <summary>The real mtail, 3.0.0~rc50, as the judge of what a program means.</summary>
internal static class Mtail
{
    public const string Name = "mtail";

    /// <summary>Reads logs to their end and prints the metrics, corrected to what LogTail promises (<see cref="MtailCorrections"/>).</summary>
    public static async Task<string> RunOnce(string format, string programs, params string[] logs)
    {
        using var folder = new TemporaryFolder();
        string[] options = ["-one_shot", "-one_shot_format", format, "-port", "0", "-log_dir", folder.Path, "-progs", programs];
        var result = await ChildProcess.Run(
            Peer.Require(Name),
            options.Concat(logs.SelectMany(log => (string[])["-logs", log])),
            TimeSpan.FromSeconds(60),
            new Dictionary<string, string> { ["TZ"] = "UTC" });
        var output = result.Successful();
        return format == "json" ? MtailCorrections.ToHeadJson(output) : MtailCorrections.ToHeadText(output);
    }
}
