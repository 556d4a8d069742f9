using System.Collections.Immutable;
using System.Globalization;
using LogTail.Language.Diagnostics;
using LogTail.Language.GrokExporter.Configuration.Yaml;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Configuration;

/// <summary>The door to configurations: from YAML to <see cref="ExporterConfiguration"/>, or to all that is wrong with it. Thread-safe.</summary>
public static class ExporterConfigurationReader
{
    /// <summary>Reads a configuration and the files that it imports. Templates and expressions are not looked into.</summary>
    /// <param name="text">The file.</param>
    /// <param name="files">Where imports come from.</param>
    /// <returns>Never fails: what is wrong is among the diagnostics. Time and memory are bounded for any text.</returns>
    public static ExporterConfigurationResult Read(ProgramText text, IConfigurationFiles files)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(files);
        var diagnostics = new ConfigurationDiagnostics(text);
        var importedFiles = ImmutableArray.CreateBuilder<ProgramText>();
        var configuration = Read(text, files, importedFiles, diagnostics);
        return new ExporterConfigurationResult(
            diagnostics.HasErrors ? null : configuration, diagnostics.ToImmutable(), importedFiles.DrainToImmutable());
    }

    /// <summary>The same, with a place for what is wrong.</summary>
    /// <returns>What could be read, also where something is wrong, so that more of that can be found; null when so little is known that it would be guesswork.</returns>
    internal static ExporterConfiguration? Read(
        ProgramText text, IConfigurationFiles files, ImmutableArray<ProgramText>.Builder importedFiles, ConfigurationDiagnostics diagnostics)
    {
        var node = YamlReader.Read(text, diagnostics);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        var top = ConfigurationSection.Of("", node, text, default, diagnostics);
        var global = top.Section("global");
        if (VersionOf(global) is not { } version)
        {
            return null;
        }

        var interval = global.Duration("retention_check_interval") ?? ExporterConfiguration.DefaultRetentionCheckInterval;
        if (interval == TimeSpan.Zero)
        {
            interval = ExporterConfiguration.DefaultRetentionCheckInterval;
        }

        global.WarnOfOthers();
        var inputSection = top.Section("input");
        var input = InputSection.Read(inputSection, version, files);
        var imports = new ImportsSection(version, files, importedFiles);
        var errors = diagnostics.ErrorCount;
        var patterns = version == 2 ? imports.ReadOldPatterns(top.Section("grok")) : imports.ReadPatterns(top);
        var hasAllPatterns = diagnostics.ErrorCount == errors;
        var metrics = new MetricsSection(version);
        metrics.Read(top.Sections("metrics"), defaults: null);
        imports.ReadMetrics(metrics, diagnostics);
        if (metrics.IsEmpty && !diagnostics.HasErrors)
        {
            top.Error(DiagnosticCode.MissingKey, top.Span, "There are no metrics: 'metrics' must not be empty.", "Add at least one entry below `metrics:`.");
        }

        var server = ServerSection.Read(top.Section("server"), version);
        CheckWebhookPath(inputSection, input, server);
        WarnOfOthers(top, version);
        return hasAllPatterns
            ? new ExporterConfiguration(text, version, interval, input, imports.All, patterns, imports.PatternFiles, metrics.ToImmutable(), server)
            : null;
    }

    // The original searches the text for the version before it reads YAML; LogTail reads it like any other key.
    private static int? VersionOf(ConfigurationSection global)
    {
        if (global.Text("config_version") is not { Value.Length: > 0 } text)
        {
            global.Error(
                DiagnosticCode.MissingKey,
                global.Span,
                "invalid configuration: 'global.config_version' not found.",
                "Begin the file with\n  global:\n    config_version: 3");
            return null;
        }

        if (text.Value is "2" or "3")
        {
            return text.Value == "2" ? 2 : 3;
        }

        global.Error(
            DiagnosticCode.UnsupportedVersion,
            text.Span,
            int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? $"global.config_version {text.Value} is not supported."
                : $"`{text.Value}` is not a valid 'config_version'.",
            "Versions 2 and 3 are.");
        return null;
    }

    // One path cannot do both: the original panics.
    private static void CheckWebhookPath(ConfigurationSection section, ExporterInput input, ExporterServer server)
    {
        if (input is WebhookInput webhook && webhook.Path == server.Path)
        {
            section.Error(
                DiagnosticCode.InvalidSetting,
                section.SpanOf("webhook_path"),
                $"'input.webhook_path' and 'server.path' are both '{server.Path}'.",
                "Give one of them another path.");
        }
    }

    private static void WarnOfOthers(ConfigurationSection top, int version)
    {
        if (version == 2)
        {
            top.WarnOfOthers(
                ("imports", "version 2 has no imports; set global.config_version to 3"),
                ("grok_patterns", "in version 2 patterns are listed below `grok.additional_patterns`"));
        }
        else
        {
            top.WarnOfOthers(("grok", "in version 3 patterns come from `imports` and `grok_patterns`"));
        }
    }
}
