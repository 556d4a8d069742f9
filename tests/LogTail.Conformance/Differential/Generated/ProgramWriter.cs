using System.Globalization;
using System.Text;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>
/// Random programs of the whole language that rc50 knows. They know the types of what they say, so that most of them are accepted and do
/// something; now and then one forgets itself, and is refused, or fails on lines.
/// </summary>
internal sealed partial class ProgramWriter
{
    private const int DeepestNesting = 2;

    private readonly Random _random;
    private readonly string _prefix;
    private readonly StringBuilder _text = new();
    private readonly List<Scope> _scopes = [new()];
    private readonly List<Constant> _constants = [];
    private readonly List<Decorator> _decorators = [];
    private int _indent;
    private int _names;

    // Inside a condition rc50 takes one pattern.
    private bool _mayMatch;

    private ProgramWriter(int seed, string prefix)
    {
        _random = new Random(seed);
        _prefix = prefix;
    }

    /// <summary>Writes a program.</summary>
    /// <param name="seed">The same one gives the same program.</param>
    /// <param name="prefix">What the exported names of its metrics begin with, so that programs can run side by side.</param>
    public static string Write(int seed, string prefix)
    {
        var writer = new ProgramWriter(seed, prefix);
        writer.WriteProgram();
        return writer._text.ToString();
    }

    private void WriteProgram()
    {
        for (var i = _random.Next(2, 4); i > 0; i--)
        {
            WriteDeclaration();
        }

        for (var i = _random.Next(2); i > 0; i--)
        {
            WriteConstant();
        }

        if (Chance(4))
        {
            WriteDecorator();
        }

        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            if (Chance(8))
            {
                WriteDeclaration();
            }

            WriteStatement(0);
        }

        UseTheUnused();
    }

    private bool Chance(int one) => _random.Next(one) == 0;

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private string NewName(string stem) => string.Create(CultureInfo.InvariantCulture, $"{stem}{_names++}");

    private void Line(string text)
    {
        if (Chance(25))
        {
            _text.Append(Pick(["# a note\n", "\n", "  # /not/ { a pattern }\n\n"]));
        }

        _text.Append(' ', _indent * 2).Append(text).Append('\n');
    }

    // Writes what stands between braces, in a scope of its own.
    private void Block(Action body)
    {
        _scopes.Add(new Scope());
        _indent++;
        body();
        foreach (var metric in _scopes[^1].Metrics.Where(metric => !metric.IsUsed).ToList())
        {
            WriteUse(metric);
        }

        _indent--;
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    // mtail refuses what is declared and not used.
    private void UseTheUnused()
    {
        foreach (var metric in _scopes[0].Metrics.Where(metric => !metric.IsUsed).ToList())
        {
            WriteUse(metric);
        }

        foreach (var constant in _constants.Where(constant => !constant.IsUsed))
        {
            Line($"/^/ + {constant.Name} {{");
            Line("}");
        }

        foreach (var decorator in _decorators.Where(decorator => !decorator.IsUsed))
        {
            WriteDecorated(decorator, DeepestNesting);
        }
    }
}
