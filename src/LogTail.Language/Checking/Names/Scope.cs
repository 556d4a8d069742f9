using System.Diagnostics.CodeAnalysis;

namespace LogTail.Language.Checking.Names;

/// <summary>
/// Names and what they stand for at a place of the program (spec/mtail-language.md §4.2). Metrics, constants, decorators and
/// capture groups share one map per scope.
/// </summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Symbol> _symbols;

    public Scope(Scope? parent)
        : this(parent, new Dictionary<string, Symbol>(StringComparer.Ordinal))
    {
    }

    private Scope(Scope? parent, Dictionary<string, Symbol> symbols)
    {
        Parent = parent;
        _symbols = symbols;
    }

    public Scope? Parent { get; }

    /// <summary>The symbol that holds a name in this very scope.</summary>
    public bool TryGetOwn(string name, [NotNullWhen(true)] out Symbol? symbol) => _symbols.TryGetValue(name, out symbol);

    /// <summary>Lets a name stand for a symbol, in place of what it stood for in this scope.</summary>
    public void Declare(string name, Symbol symbol) => _symbols[name] = symbol;

    /// <summary>The innermost symbol of a kind with a name; symbols of other kinds are looked through. Null without one.</summary>
    public TSymbol? Find<TSymbol>(string name)
        where TSymbol : Symbol
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._symbols.TryGetValue(name, out var symbol) && symbol is TSymbol found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Every symbol of a kind that can be seen from here, innermost first.</summary>
    public IEnumerable<TSymbol> Visible<TSymbol>()
        where TSymbol : Symbol
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            foreach (var symbol in scope._symbols.Values.OfType<TSymbol>())
            {
                yield return symbol;
            }
        }
    }

    /// <summary>
    /// All that can be seen from here as one scope. Symbols keep only the name they were declared with: that is why a decorated block
    /// cannot reach a named group by its number (§10).
    /// </summary>
    public Scope Flatten()
    {
        var flat = new Scope(parent: null);
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            foreach (var symbol in scope._symbols.Values)
            {
                flat._symbols.TryAdd(symbol.Name, symbol);
            }
        }

        return flat;
    }

    /// <summary>The same names in front of another scope.</summary>
    public Scope WithParent(Scope parent) => new(parent, _symbols);
}
