using System.Security.Cryptography;
using System.Text;

namespace LogTail.State;

/// <summary>Where the state is kept.</summary>
/// <param name="Folder">A full path.</param>
/// <param name="IsChosen">Somebody, the user or systemd, gave this folder to this very process.</param>
internal sealed record StatePath(string Folder, bool IsChosen)
{
    private const int NameDigits = 12;

    /// <summary>
    /// The folder for one set of programs and logs. In a folder that nobody chose for this process every set has a part of its own:
    /// two runs by hand that have nothing to do with each other must not add up.
    /// </summary>
    /// <param name="programs">Paths as the user wrote them.</param>
    /// <param name="logs">Patterns as the user wrote them.</param>
    public StatePath For(IEnumerable<string> programs, IEnumerable<string> logs)
    {
        if (IsChosen)
        {
            return this;
        }

        var set = string.Join('\0', [.. programs.Select(Path.GetFullPath), "", .. logs.Select(Path.GetFullPath)]);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)))[..NameDigits];
        return this with { Folder = Path.Combine(Folder, name) };
    }

    /// <summary>The folders that hold states: this one, or the parts of one that nobody chose.</summary>
    public IReadOnlyList<string> Existing() =>
        IsChosen ? [Folder] : Directory.Exists(Folder) ? [.. Directory.GetDirectories(Folder).Order(StringComparer.Ordinal)] : [];

    /// <summary>What the user says, else what systemd gives, else the user's state folder.</summary>
    /// <param name="option">Null when the user says nothing.</param>
    /// <param name="environment">The environment: name to value, null when unset.</param>
    /// <returns>Null when there is no place for a state.</returns>
    public static StatePath? Choose(string? option, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(option))
        {
            return new StatePath(Path.GetFullPath(option), IsChosen: true);
        }

        // systemd may name several, separated by colons.
        if (environment("STATE_DIRECTORY")?.Split(':')[0] is { Length: > 0 } service)
        {
            return new StatePath(Path.GetFullPath(service), IsChosen: true);
        }

        // The XDG base directory specification: a relative path is to be ignored.
        if (environment("XDG_STATE_HOME") is { } shared && Path.IsPathFullyQualified(shared))
        {
            return new StatePath(Path.Combine(shared, "logtail"), IsChosen: false);
        }

        return environment("HOME") is { } home && Path.IsPathFullyQualified(home)
            ? new StatePath(Path.Combine(home, ".local", "state", "logtail"), IsChosen: false)
            : null;
    }
}
