using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LogTail.Language.GrokExporter.Configuration.Yaml;

/// <summary>Writes YAML, two blanks a level. Texts are quoted where they would otherwise mean something else.</summary>
internal sealed class YamlLines
{
    private readonly StringBuilder _text = new();

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? ".inf" : double.IsNegativeInfinity(value) ? "-.inf" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text as a scalar that reads back as that text.</summary>
    public static string Quote(string text)
    {
        var isPlain = text.Length > 0
            && char.IsAsciiLetterOrDigit(text[0]) | text[0] is '/' or '.' or '_'
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-')
            && !YamlScalars.IsTyped(new YamlScalar(text, IsPlain: true, -1, default));
        if (isPlain)
        {
            return text;
        }

        return text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF') ? DoubleQuote(text) : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A key whose value follows on the next lines.</summary>
    public void Open(string key, int level) => Indent(level).Append(key).Append(":\n");

    /// <summary>A key with a value that is YAML already.</summary>
    public void Entry(int level, string key, string value) => Indent(level).Append(key).Append(": ").Append(value).Append('\n');

    /// <summary>The first key of an item of a list; the others follow one level deeper.</summary>
    public void Item(int level, string key, string value) => Indent(level).Append("- ").Append(key).Append(": ").Append(value).Append('\n');

    /// <summary>A list of texts.</summary>
    public void Items(int level, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Indent(level).Append("- ").Append(Quote(text)).Append('\n');
        }
    }

    /// <summary>A text, unless it is what holds anyway.</summary>
    public void Text(int level, string key, string value, string usual)
    {
        if (value != usual)
        {
            Entry(level, key, Quote(value));
        }
    }

    public void Optional(int level, string key, string? value)
    {
        if (value is not null)
        {
            Entry(level, key, value);
        }
    }

    /// <summary>A boolean, if it has the value that is not usual.</summary>
    public void Flag(int level, string key, bool value, bool unusual)
    {
        if (value == unusual)
        {
            Entry(level, key, value ? "true" : "false");
        }
    }

    /// <summary>Numbers in flow style; nothing for none.</summary>
    public void Numbers(int level, string key, ImmutableArray<double> numbers)
    {
        if (!numbers.IsEmpty)
        {
            Entry(level, key, "[" + string.Join(", ", numbers.Select(Number)) + "]");
        }
    }

    public override string ToString() => _text.ToString();

    private static string DoubleQuote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private StringBuilder Indent(int level) => _text.Append(' ', 2 * level);
}
