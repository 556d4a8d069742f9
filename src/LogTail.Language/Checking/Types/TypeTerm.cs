using System.Diagnostics;

namespace LogTail.Language.Checking.Types;

/// <summary>
/// A type, or a variable that stands for one until something decides it. The first type that a variable meets sticks.
/// </summary>
internal sealed class TypeTerm
{
    public static readonly TypeTerm Int = new(BasicType.Int);
    public static readonly TypeTerm Float = new(BasicType.Float);
    public static readonly TypeTerm String = new(BasicType.String);
    public static readonly TypeTerm Bool = new(BasicType.Bool);
    public static readonly TypeTerm Pattern = new(BasicType.Pattern);
    public static readonly TypeTerm None = new(BasicType.None);
    public static readonly TypeTerm Error = new(BasicType.Error);

    private readonly BasicType? _literal;

    // Set at most once, never on a literal, and never to a term that resolves to this one.
    private TypeTerm? _binding;

    private TypeTerm(BasicType? literal)
    {
        _literal = literal;
    }

    /// <summary>
    /// True when the term is a type by itself, false for a variable even when it is bound. The difference decides how values are
    /// compared (§8.5).
    /// </summary>
    public bool IsLiteral => _literal is not null;

    /// <summary>
    /// True for the type of a call. What is added to a call of the same type has that type again, and so is compared by its value at run time
    /// as the call is; what is added to an inferred metric is not (mtail rc50, run).
    /// </summary>
    public bool IsOfCall { get; private init; }

    /// <summary>The type, or null while it is open.</summary>
    public BasicType? Basic => Resolved._literal;

    /// <summary>What the term stands for: a literal, or an unbound variable.</summary>
    public TypeTerm Resolved
    {
        get
        {
            var term = this;
            while (term._binding is { } next)
            {
                term = next;
            }

            return term;
        }
    }

    public static TypeTerm NewVariable() => new(literal: null);

    /// <summary>A variable that is decided from the start.</summary>
    public static TypeTerm BoundVariable(TypeTerm type) => new(literal: null) { _binding = type };

    /// <summary>The type of a call: a variable that is decided from the start, which arithmetic hands on.</summary>
    public static TypeTerm OfCall(TypeTerm type) => new(literal: null) { _binding = type, IsOfCall = true };

    /// <summary>Decides an open variable.</summary>
    public void Bind(TypeTerm type)
    {
        Debug.Assert(_literal is null && _binding is null && type.Resolved != this, "Only an open variable can be bound, and not to itself.");
        _binding = type;
    }

    public override string ToString() => Basic switch
    {
        null => "not known yet",
        BasicType.Int => "an integer",
        BasicType.Float => "a float",
        BasicType.String => "a text",
        BasicType.Bool => "a truth value",
        BasicType.Pattern => "a pattern",
        BasicType.None => "nothing",
        _ => "an error",
    };
}
