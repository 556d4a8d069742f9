using System.Globalization;

namespace LogTail.Mtail;

/// <summary>
/// Reads a command line by the rules of Go's flag package, which mtail uses: one or two dashes, <c>-f=v</c> or <c>-f v</c>, booleans only
/// as <c>-f</c> or <c>-f=v</c>, and the first word that is no flag ends the flags.
/// </summary>
internal sealed class GoFlagParser
{
    private static readonly string[] True = ["1", "t", "T", "true", "TRUE", "True"];
    private static readonly string[] False = ["0", "f", "F", "false", "FALSE", "False"];

    private readonly Dictionary<string, GoFlag> _flags;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public GoFlagParser(IEnumerable<GoFlag> flags) => _flags = flags.ToDictionary(flag => flag.Name, StringComparer.Ordinal);

    /// <summary>Words after the flags.</summary>
    public IReadOnlyList<string> Rest { get; private set; } = [];

    /// <summary>True when <c>-h</c> or <c>-help</c> was among the flags.</summary>
    public bool WantsHelp { get; private set; }

    /// <summary>The flags that were given.</summary>
    public IEnumerable<GoFlag> Given => _values.Keys.Select(name => _flags[name]);

    /// <summary>Reads the words.</summary>
    /// <param name="error">What is wrong, in the words of Go's package, when the result is false.</param>
    public bool TryParse(IReadOnlyList<string> words, out string error)
    {
        error = "";
        var next = 0;
        while (next < words.Count && words[next].Length >= 2 && words[next][0] == '-')
        {
            var word = words[next++];
            if (word == "--")
            {
                break;
            }

            if (!TryParseFlag(word, words, ref next, out error))
            {
                return false;
            }

            if (WantsHelp)
            {
                return true;
            }
        }

        Rest = [.. words.Skip(next)];
        return true;
    }

    public string Text(string name) => _values.TryGetValue(name, out var given) ? given[^1] : _flags[name].Default;

    public bool Bool(string name) => True.Contains(Text(name));

    public int Int(string name) => Text(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    public TimeSpan Duration(string name) => GoDuration.TryParse(Text(name), out var duration) ? duration : TimeSpan.Zero;

    public IEnumerable<string> List(string name) => _values.TryGetValue(name, out var given) ? given.SelectMany(value => value.Split(',')) : [];

    private bool TryParseFlag(string word, IReadOnlyList<string> words, ref int next, out string error)
    {
        error = "";
        var name = word[(word[1] == '-' ? 2 : 1)..];
        if (name.Length == 0 || name[0] is '-' or '=')
        {
            error = $"bad flag syntax: {word}";
            return false;
        }

        string? value = null;
        if (name.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            value = name[(equals + 1)..];
            name = name[..equals];
        }

        if (!_flags.TryGetValue(name, out var flag))
        {
            WantsHelp = name is "h" or "help";
            error = $"flag provided but not defined: -{name}";
            return WantsHelp;
        }

        if (value is null && flag.Kind != GoFlagKind.Bool)
        {
            if (next == words.Count)
            {
                error = $"flag needs an argument: -{name}";
                return false;
            }

            value = words[next++];
        }

        return TryKeep(flag, value ?? "true", out error);
    }

    private bool TryKeep(GoFlag flag, string value, out string error)
    {
        var fits = flag.Kind switch
        {
            GoFlagKind.Bool => True.Contains(value) || False.Contains(value),
            GoFlagKind.Int => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            GoFlagKind.Duration => GoDuration.TryParse(value, out _),
            _ => true,
        };
        error = fits ? "" : $"invalid {(flag.Kind == GoFlagKind.Bool ? "boolean " : "")}value \"{value}\" for {(flag.Kind == GoFlagKind.Bool ? "" : "flag ")}-{flag.Name}: parse error";
        if (fits)
        {
            if (!_values.TryGetValue(flag.Name, out var given))
            {
                _values.Add(flag.Name, given = []);
            }

            given.Add(value);
        }

        return fits;
    }
}
