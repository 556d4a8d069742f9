using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using LogTail.Commands;
using LogTail.Compiler.Building;
using LogTail.Configuration;
using LogTail.Language;
using LogTail.Language.Text;
using LogTail.Metrics;
using LogTail.Runtime;
using LogTail.Runtime.Images;
using Serilog;

namespace LogTail.Engine;

/// <summary>
/// Turns program texts into loaded programs: from images kept on disk where they are, and for the rest from one child process that
/// compiles them all, so that the compiler's memory never is the daemon's.
/// </summary>
internal sealed class CachedBuilds
{
    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(5);

    // Everything that a change of would make other images of the same text.
    private static readonly ImmutableArray<Assembly> CompilerAssemblies =
        [typeof(BuildClient).Assembly, typeof(ProgramFrontEnd).Assembly, typeof(LogProgram).Assembly, typeof(MetricStore).Assembly];

    private readonly FrontEndOptions _frontEnd;
    private readonly ImageCache? _cache;
    private readonly ILogger _log;

    public CachedBuilds(EngineOptions options, ILogger log)
    {
        _frontEnd = new FrontEndOptions { MaxPatternBytes = options.MaxPatternBytes, MaxDepth = options.MaxDepth };
        _log = log;
        if (options.UseCache && ImageCacheFolder.Choose(options.CacheFolder, Environment.GetEnvironmentVariable) is { } folder
            && !ImageCache.TryOpen(folder, out _cache, out var refusal))
        {
            log.Warning("Programs are compiled anew at each start: {Refusal:l}", refusal);
        }
    }

    /// <summary>Whether images are kept.</summary>
    public bool Keeps => _cache is not null;

    /// <summary>Builds or finds each program.</summary>
    /// <param name="grok">What grok references in them see; null when there are none.</param>
    /// <returns>One for each, in their order.</returns>
    public async Task<ImmutableArray<BuiltProgram>> BuildAsync(
        ImmutableArray<ProgramSource> sources, GrokSource? grok, CancellationToken cancellationToken)
    {
        // Together, because most of it is compiling what the images hold ready.
        var built = await Task.WhenAll(sources.Select(source => Task.Run(() => FromCache(source, grok), cancellationToken)));

        // Not looked for among images: what an image is made from could not be read.
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i].Refusal is { } refusal)
            {
                built[i] = new BuiltProgram(sources[i], null, refusal);
            }
        }

        var missing = Enumerable.Range(0, sources.Length).Where(i => built[i] is null).ToList();
        if (missing.Count > 0)
        {
            var made = await CompileAsync([.. missing.Select(i => sources[i])], grok, cancellationToken);
            foreach (var (i, program) in missing.Zip(made))
            {
                built[i] = program;
            }
        }

        return [.. built.Select(program => program!)];
    }

    private BuiltProgram? FromCache(ProgramSource source, GrokSource? grok)
    {
        if (_cache?.Find(KeyOf(source, grok)) is not { } image)
        {
            return null;
        }

        try
        {
            return new BuiltProgram(source, ProgramLoader.Load(image), "");
        }
        catch (BadImageFormatException)
        {
            // As if it were not there: it is compiled again, and replaced.
            return null;
        }
    }

    private async Task<ImmutableArray<BuiltProgram>> CompileAsync(
        ImmutableArray<ProgramSource> sources, GrokSource? grok, CancellationToken cancellationToken)
    {
        var request = new BuildRequest([.. sources.Select(source => source.ToText())], _frontEnd with { Grok = grok });
        try
        {
            var results = await BuildClient.BuildInChildAsync(request, CompileJobCommand.StartInfo(), BuildPatience, cancellationToken);
            return [.. sources.Zip(request.Programs, results).Select(part => Load(part.First, part.Second, part.Third, grok))];
        }
        catch (BuildFailedException fault)
        {
            _log.Error("{Reason:l}", fault.Message);
            return [.. sources.Select(source => new BuiltProgram(source, null, $"{source.Path}: {fault.Message}"))];
        }
    }

    private BuiltProgram Load(ProgramSource source, ProgramText text, BuildResult result, GrokSource? grok)
    {
        var diagnostics = string.Join('\n', result.Diagnostics.Select(diagnostic => DiagnosticText.Render(diagnostic, text).TrimEnd()));
        if (result.Fault is not null)
        {
            _log.Error("{Program}: a fault of LogTail, please report it with the program:\n{Fault:l}", source.Name, result.Fault);
            return new BuiltProgram(source, null, $"{source.Path}: LogTail cannot compile what it made of this program. {diagnostics}");
        }

        if (result.Image is null)
        {
            return new BuiltProgram(source, null, diagnostics);
        }

        // Warnings are said when a text is new; `logtail check` says them always.
        _cache?.TryStore(KeyOf(source, grok), result.Image);
        return new BuiltProgram(source, ProgramLoader.Load(result.Image), diagnostics);
    }

    private ImageKey KeyOf(ProgramSource source, GrokSource? grok) => ImageKey.Of(
        source.Name,
        source.Whole,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_frontEnd.MaxPatternBytes} {_frontEnd.MaxDepth} {(source.IsConfiguration ? "configuration" : source.MayUsePatterns ? grok?.Fingerprint : "")}"),
        CompilerAssemblies);
}
