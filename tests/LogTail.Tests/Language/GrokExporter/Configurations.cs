using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LogTail.Language;
using LogTail.Language.GrokExporter;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.Language.GrokExporter.Converting;
using LogTail.Language.Text;

namespace LogTail.Tests.Language.GrokExporter;

/// <summary>Configurations for tests, without a disk.</summary>
internal static class Configurations
{
    /// <summary>A configuration of one counter, for tests that are about something else.</summary>
    public const string Metrics =
        """
        metrics:
        - type: counter
          name: lines_total
          help: All lines.
          match: .

        """;

    public static ExporterConfigurationResult Read(string yaml, params (string Path, string Text)[] files) =>
        ExporterConfigurationReader.Read(new ProgramText("c.yml", "c.yml", yaml), new NamedFiles(files));

    /// <summary>A configuration that is right.</summary>
    public static ExporterConfiguration Good(string yaml, params (string Path, string Text)[] files)
    {
        var result = Read(yaml, files);
        Assert.True(result.Configuration is not null, Render(result, yaml));
        return result.Configuration;
    }

    /// <summary>All diagnostics as users see them.</summary>
    public static string Render(string yaml, params (string Path, string Text)[] files) => Render(Read(yaml, files), yaml);

    /// <summary>All diagnostics of a whole check, expressions and templates included.</summary>
    public static string RenderCheck(string yaml, params (string Path, string Text)[] files)
    {
        var text = new ProgramText("c.yml", "c.yml", yaml);
        var result = ExporterFrontEnd.Check(text, new NamedFiles(files));
        return string.Concat(result.Diagnostics.Select(diagnostic => DiagnosticText.Render(diagnostic, text)));
    }

    /// <summary>The program that a configuration becomes.</summary>
    public static ConvertedProgram Convert(string yaml) =>
        ConfigurationConverter.Convert(ExporterFrontEnd.Check(new ProgramText("c.yml", "c.yml", yaml), new NamedFiles([])));

    private static string Render(ExporterConfigurationResult result, string yaml)
    {
        var text = new ProgramText("c.yml", "c.yml", yaml);
        return string.Concat(result.Diagnostics.Select(diagnostic => DiagnosticText.Render(diagnostic, text)));
    }

    // A path that ends in a slash is a directory. /var/log exists.
    private sealed class NamedFiles((string Path, string Text)[] all) : IConfigurationFiles
    {
        public bool TryRead(string path, bool isDirectory, out ImmutableArray<ProgramText> files, [NotNullWhen(false)] out string? problem)
        {
            files = [.. all.Where(file => file.Path.StartsWith(path, StringComparison.Ordinal)).Select(file => new ProgramText(path, file.Path, file.Text))];
            problem = files.IsEmpty ? $"There is no `{path}`." : null;
            return problem is null;
        }

        public bool DirectoryExists(string path) => path is "." or "/var/log";
    }
}
