using LogTail.Configuration;
using LogTail.Tailing;

namespace LogTail.Commands;

/// <summary>
/// The command line of <c>logtail run</c> as it mostly is: each option by its full name, once, with its values behind it. To read any other, the
/// library that does it must be compiled first, which takes longer than anything else in a start. What <see cref="RunCommand"/> makes of the same words
/// is the rule; the tests hold both against each other.
/// </summary>
internal static class PlainRun
{
    private const string Programs = "--programs";
    private const string Logs = "--logs";

    /// <summary>Reads the words behind <c>run</c>.</summary>
    /// <returns>Null for what is wrong, rare or in doubt: that is <see cref="RunCommand"/>'s to read.</returns>
    public static RunRequest? Read(ReadOnlySpan<string> words)
    {
        var said = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? values = null;
        foreach (var word in words)
        {
            if (word.StartsWith('-'))
            {
                values = [];
                if (!said.TryAdd(word, values))
                {
                    return null;
                }
            }
            else if (word.Length == 0 || values is null)
            {
                return null;
            }
            else
            {
                values.Add(word);
            }
        }

        return Of(said);
    }

    private static RunRequest? Of(Dictionary<string, List<string>> said)
    {
        var options = new EngineOptions { Programs = [], Logs = [], KeepState = true };
        var isOnce = false;
        foreach (var (name, values) in said)
        {
            switch (name, values)
            {
                case (Programs, { Count: > 0 }):
                    options = options with { Programs = [.. values] };
                    break;
                case (Logs, { Count: > 0 }) when values.TrueForAll(log => TailOptions.GlobRefusalOf(log) is null):
                    options = options with { Logs = [.. values] };
                    break;
                case ("--once", []):
                    isOnce = true;
                    break;
                case ("--no-state", []) when !said.ContainsKey("--state"):
                    options = options with { KeepState = false };
                    break;
                case ("--from", ["start"]):
                    options = options with { FromStart = true };
                    break;
                case ("--cache", [var folder]):
                    options = folder == "none" ? options with { UseCache = false } : options with { CacheFolder = folder };
                    break;
                case ("--state", [var folder]):
                    options = options with { StateFolder = folder };
                    break;
                case ("--format", ["json"]):
                    options = options with { Format = PrintFormat.Json };
                    break;
                case ("--listen", [var text]) when ListenAddress.TryParse(text, out var address, out _):
                    options = options with { Listen = address };
                    break;
                default:
                    return null;
            }
        }

        return options.Programs.IsEmpty || options.Logs.IsEmpty ? null : new RunRequest(options, isOnce);
    }
}
