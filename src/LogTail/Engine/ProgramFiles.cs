using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using LogTail.GrokExporter;
using LogTail.Language.GrokExporter;

namespace LogTail.Engine;

/// <summary>The program files among what the user named.</summary>
/// <param name="Paths">In ordinal order of their file names, each once.</param>
/// <param name="Faults">What could not be found or listed, one sentence each.</param>
internal sealed record ProgramFiles(ImmutableArray<string> Paths, ImmutableArray<string> Faults)
{
    /// <summary>Programs have this ending, and folders are searched for it (not recursively, nor hidden files), as mtail does.</summary>
    public const string Extension = ".mtail";

    private const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks the paths up: a file is a program, a folder holds some.</summary>
    public static ProgramFiles Find(IEnumerable<string> paths)
    {
        var found = new List<string>();
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var path in paths)
        {
            try
            {
                if (Directory.Exists(path))
                {
                    found.AddRange(InFolder(path));
                }
                else if (File.Exists(path))
                {
                    found.Add(path);
                }
                else
                {
                    faults.Add($"{path}: no such program file or folder");
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                faults.Add($"{path}: {fault.Message}");
            }
        }

        var ordered = found.DistinctBy(Path.GetFullPath).OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal);
        return new ProgramFiles([.. ordered], faults.ToImmutable());
    }

    /// <summary>Reads them all.</summary>
    /// <returns>What could be read, and everything that is wrong, a sentence each.</returns>
    /// <param name="areConfigurations">True when all are configurations of grok_exporter; else their ending says which are.</param>
    public (ImmutableArray<ProgramSource> Sources, ImmutableArray<string> Faults) Read(bool areConfigurations = false)
    {
        var sources = new Dictionary<string, ProgramSource>(StringComparer.Ordinal);
        var faults = Faults.ToBuilder();
        foreach (var path in Paths)
        {
            var name = Path.GetFileName(path);
            if (!TryRead(path, out var text, out var fault))
            {
                faults.Add(fault);
            }
            else if (!sources.TryAdd(name, areConfigurations || ExporterFrontEnd.IsConfiguration(path) ? ConfigurationFile.Read(name, path, text) : new ProgramSource(name, path, text)))
            {
                faults.Add($"{path}: a program of this file name is there already ({sources[name].Path}); the name is its `prog` label, so rename one of them");
            }
        }

        return ([.. sources.Values], faults.ToImmutable());
    }

    /// <summary>Reads a program's text.</summary>
    /// <param name="fault">Why it could not be read, for the user.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? fault)
    {
        text = null;
        fault = null;
        try
        {
            var size = new FileInfo(path).Length;
            if (size > MostBytes)
            {
                fault = $"{path}: a program or a configuration may have {MostBytes} bytes, this file has {size}";
                return false;
            }

            // A byte order mark is no part of the text.
            text = StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            return true;
        }
        catch (DecoderFallbackException invalid)
        {
            fault = $"{path}: not UTF-8 at byte {invalid.Index}; save it as UTF-8";
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"{path}: {UnreadableFile.Describe(path, exception)}";
            return false;
        }
    }

    private static IEnumerable<string> InFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension).Where(path => !Path.GetFileName(path).StartsWith('.'));
}
