namespace LogTail.Conformance.Differential.Generated;

/// <summary>The types that values of programs have; <see cref="Whole"/> is the one of <c>$0</c>, which is none.</summary>
internal enum Shape
{
    Int,
    Float,
    String,
    Whole,
}

/// <summary>A group of a pattern.</summary>
/// <param name="Spelling">How the program refers to it: <c>$1</c>, <c>$name</c>.</param>
internal sealed record Capture(string Spelling, Shape Shape);

/// <summary>A group as it stands in a pattern, before it has a number.</summary>
/// <param name="Name">Empty when it has none.</param>
internal sealed record Group(string Name, Shape Shape);

/// <summary>A constant: the name of a piece of pattern.</summary>
internal sealed class Constant(string name, string text, IReadOnlyList<Group> groups)
{
    public string Name { get; } = name;

    public string Text { get; } = text;

    public IReadOnlyList<Group> Groups { get; } = groups;

    public bool IsUsed { get; set; }
}

/// <summary>A metric that a program declares.</summary>
internal sealed class Metric(string name, string kind, IReadOnlyList<Shape> keys, Shape plan)
{
    public string Name { get; } = name;

    public string Kind { get; } = kind;

    /// <summary><see cref="Shape.Whole"/> for a key that is only ever <c>$0</c>; anything else takes all values.</summary>
    public IReadOnlyList<Shape> Keys { get; } = keys;

    /// <summary>Type of its values: what its first use will be, or was.</summary>
    public Shape Shape { get; set; } = plan;

    /// <summary>Whether a use has settled its type. Reading it before is an error of the program.</summary>
    public bool IsTyped { get; set; } = kind == "text";

    public bool IsUsed { get; set; }

    public bool CanBeRead => IsTyped && Kind != "histogram";
}

/// <summary>What can be named at a place of the program.</summary>
internal sealed class Scope
{
    public List<Metric> Metrics { get; } = [];

    public List<Capture> Captures { get; } = [];

    /// <summary>A regular expression in <c>subst</c> is here, which in rc50 defines <c>$0</c>: there can be no second one.</summary>
    public bool HasSubstPattern { get; set; }
}

/// <summary>An expression as text.</summary>
/// <param name="Level">How loosely its outermost operator binds: 0 for what needs no parentheses anywhere.</param>
internal readonly record struct Term(string Text, int Level = 0, bool IsLiteral = false);
