using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LogTail.Compiler.Emitting.Writing;

/// <summary>Gives names to C# members or locals after the user's words; no two are the same, and none is a keyword.</summary>
internal sealed class NameAllocator
{
    private const int LongestName = 40;

    private static readonly FrozenSet<string> Keywords = new[]
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while", "var", "await", "dynamic", "nameof", "scoped", "field", "value", "record", "yield",
    }.ToFrozenSet();

    private readonly HashSet<string> _taken;

    /// <param name="reserved">Names that are not given away.</param>
    public NameAllocator(params ReadOnlySpan<string> reserved) => _taken = [.. reserved];

    /// <summary>A new name that begins with a lower-case letter.</summary>
    /// <param name="wish">Any text; of it only ASCII letters and digits are used.</param>
    /// <param name="fallback">A name to use when nothing is left of the wish.</param>
    public string Local(string wish, string fallback) => Take(Camel(wish, fallback));

    /// <summary>A new name of a private field.</summary>
    public string Field(string wish, string fallback) => Take("_" + Camel(wish, fallback));

    /// <summary>A new name that begins with a capital.</summary>
    public string Member(string wish, string fallback)
    {
        var name = Camel(wish, fallback);
        return Take(char.ToUpperInvariant(name[0]) + name[1..]);
    }

    private string Take(string wish)
    {
        var name = Keywords.Contains(wish) ? wish + "Value" : wish;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = wish + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    // http_requests_total -> httpRequestsTotal
    private static string Camel(string wish, string fallback)
    {
        var name = new StringBuilder();
        var startsWord = false;
        foreach (var c in wish)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                startsWord = name.Length > 0;
            }
            else if (name.Length < LongestName && (name.Length > 0 || char.IsAsciiLetter(c)))
            {
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
                startsWord = false;
            }
        }

        return name.Length == 0 ? fallback : char.ToLowerInvariant(name[0]) + name.ToString(1, name.Length - 1);
    }
}
