using LogTail.Language.Patterns.Re2;

namespace LogTail.Language.Patterns.Oniguruma;

/// <summary>A group that is being read. Owned by one <see cref="OnigurumaReader"/>.</summary>
/// <param name="group">Collects its parts.</param>
/// <param name="kind">What becomes of them.</param>
internal sealed class OpenBracket(OpenGroup group, BracketKind kind)
{
    public OpenGroup Group => group;

    public BracketKind Kind => kind;

    /// <summary>The group that a conditional asks about: what stands between its brackets.</summary>
    public string Condition { get; init; } = "";

    /// <summary>How many alternatives have been begun.</summary>
    public int Branches { get; private set; } = 1;

    public void EndBranch()
    {
        group.EndBranch();
        Branches++;
    }
}
