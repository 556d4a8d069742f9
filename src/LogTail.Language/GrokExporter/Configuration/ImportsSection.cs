using System.Collections.Immutable;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration.Yaml;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>Reads <c>imports</c> and the lists of patterns (spec/grok.md §6.4, §6.5), and the files that they name.</summary>
internal sealed class ImportsSection(int version, IConfigurationFiles files, ImmutableArray<ProgramText>.Builder importedFiles)
{
    private static readonly ImmutableArray<string> DefaultKeys = ["path", "paths", "retention", "buckets", "quantiles", "max_age", "labels"];

    private readonly ImmutableArray<ExporterImport>.Builder _imports = ImmutableArray.CreateBuilder<ExporterImport>();
    private readonly ImmutableArray<ProgramText>.Builder _patternFiles = ImmutableArray.CreateBuilder<ProgramText>();
    private readonly List<(ExporterImport Import, ImmutableArray<ProgramText> Files)> _metricFiles = [];

    public ImmutableArray<ExporterImport> All => _imports.ToImmutable();

    public ImmutableArray<ProgramText> PatternFiles => _patternFiles.ToImmutable();

    /// <summary>Version 2: <c>grok.patterns_dir</c> and <c>grok.additional_patterns</c>.</summary>
    /// <returns>The additional patterns.</returns>
    public ImmutableArray<ConfigurationText> ReadOldPatterns(ConfigurationSection grok)
    {
        if (grok.Text("patterns_dir") is { Value.Length: > 0 } directory)
        {
            Add(new ExporterImport(IsMetrics: false, IsDirectory: true, directory, null), grok);
        }

        var patterns = grok.Texts("additional_patterns");
        grok.WarnOfOthers();
        return patterns;
    }

    /// <summary>Version 3: <c>imports</c> and <c>grok_patterns</c>.</summary>
    /// <returns>The patterns.</returns>
    public ImmutableArray<ConfigurationText> ReadPatterns(ConfigurationSection top)
    {
        foreach (var entry in top.Sections("imports"))
        {
            ReadImport(entry);
        }

        return top.Texts("grok_patterns");
    }

    /// <summary>Reads the imported metrics behind the file's own.</summary>
    public void ReadMetrics(MetricsSection metrics, ConfigurationDiagnostics diagnostics)
    {
        foreach (var (import, texts) in _metricFiles)
        {
            foreach (var text in texts)
            {
                ReadMetricFile(metrics, import, text, diagnostics);
            }
        }
    }

    private static void ReadMetricFile(MetricsSection metrics, ExporterImport import, ProgramText text, ConfigurationDiagnostics diagnostics)
    {
        switch (YamlReader.Read(text, diagnostics))
        {
            case null:
                break;
            case YamlSequence list:
                metrics.Read(
                    [.. list.Items.Select(item => ConfigurationSection.Of("metrics", item, text, item.Span, diagnostics))], import.Defaults);
                break;
            case var node:
                diagnostics.Report(
                    DiagnosticCode.WrongYamlKind,
                    text,
                    node.Span with { Length = 0 },
                    "A file of imported metrics must be a list of metrics.",
                    "Begin each metric with `- type:` at the margin, without `metrics:` above.");
                break;
        }
    }

    private void ReadImport(ConfigurationSection entry)
    {
        var type = entry.Text("type")?.Value ?? "";
        var directory = entry.Text("dir");
        var file = entry.Text("file");
        var isMetrics = type == "metrics";
        var defaults = ReadDefaults(entry, isMetrics);
        entry.WarnOfOthers();
        if (type is not ("metrics" or "grok_patterns"))
        {
            entry.Error(
                type.Length == 0 ? DiagnosticCode.MissingKey : DiagnosticCode.InvalidSetting,
                entry.SpanOf("type"),
                type.Length == 0 ? "'imports.type' must not be empty." : $"unsupported 'imports.type': {type}",
                "Use grok_patterns or metrics.");
            return;
        }

        if (directory is { Value.Length: > 0 } == file is { Value.Length: > 0 })
        {
            entry.Error(
                directory is null ? DiagnosticCode.MissingKey : DiagnosticCode.KeyNotAllowed,
                entry.Span,
                "An import needs exactly one of 'imports.dir' and 'imports.file'.",
                "`dir` names a directory, `file` a file or a glob.");
            return;
        }

        var isDirectory = directory is { Value.Length: > 0 };
        Add(new ExporterImport(isMetrics, isDirectory, (isDirectory ? directory : file)!, defaults), entry);
    }

    private static ExporterMetricDefaults? ReadDefaults(ConfigurationSection entry, bool isMetrics)
    {
        if (!entry.Has("defaults"))
        {
            return null;
        }

        var defaults = entry.Section("defaults");
        if (!isMetrics)
        {
            foreach (var key in DefaultKeys.Where(defaults.Has).DefaultIfEmpty(""))
            {
                entry.Error(
                    DiagnosticCode.KeyNotAllowed,
                    key.Length == 0 ? entry.KeySpanOf("defaults") : defaults.KeySpanOf(key),
                    $"cannot use imports.{(key.Length == 0 ? "defaults" : key)} for imports.type=grok_patterns",
                    "Defaults are for metrics; delete them.");
            }

            return null;
        }

        return MetricKeys.ReadDefaults(defaults);
    }

    private void Add(ExporterImport import, ConfigurationSection section)
    {
        _imports.Add(import);
        if (!files.TryRead(import.Path.Value, import.IsDirectory, out var texts, out var problem))
        {
            section.Error(
                DiagnosticCode.BadImport, import.Path.Span, problem, version == 2 ? "`patterns_dir` names a directory of pattern files." : "Relative paths begin in the working directory.");
            return;
        }

        importedFiles.AddRange(texts);
        if (import.IsMetrics)
        {
            _metricFiles.Add((import, texts));
        }
        else
        {
            _patternFiles.AddRange(texts);
        }
    }
}
