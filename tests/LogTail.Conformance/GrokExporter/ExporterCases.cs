using LogTail.Conformance.Support;

namespace LogTail.Conformance.GrokExporter;

/// <summary>All cases, copied, and the good ones compiled in one go.</summary>
public sealed class ExporterCases : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IReadOnlyDictionary<string, ExporterCase> _cases = new Dictionary<string, ExporterCase>();

    internal IReadOnlyDictionary<string, ExporterCase> All => _cases;

    internal string Cache => _folder.File("cache");

    public async Task InitializeAsync()
    {
        _cases = ExporterCase.CopyAll(_folder);
        await CompileAsync(_cases.Values.Where(test => test.IsGood).Select(test => test.Configuration));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    internal async Task CompileAsync(IEnumerable<string> programs)
    {
        var result = await LogTailCommand.Run(TimeSpan.FromMinutes(3), ["compile", .. programs, "--out", Cache]);
        result.Successful();
    }

    internal async Task<string> RunAsync(ExporterCase test)
    {
        var result = await LogTailCommand.Run(["run", "--once", "--config", test.Configuration, "--cache", Cache, .. test.Logs]);
        return result.Successful();
    }
}
