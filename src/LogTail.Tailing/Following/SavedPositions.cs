using System.Diagnostics.CodeAnalysis;

namespace LogTail.Tailing.Following;

/// <summary>Where an earlier run stood, by file. Owned by the following thread.</summary>
internal sealed class SavedPositions
{
    private readonly ResumeOptions _options;
    private readonly Dictionary<FileIdentity, SourcePosition> _left = [];
    private readonly HashSet<FileIdentity> _identities;
    private readonly HashSet<FileIdentity> _read;
    private readonly ILookup<string, SourcePosition> _bySource;

    public SavedPositions(ResumeOptions options)
    {
        _options = options;
        foreach (var position in options.Positions.OrderByDescending(position => position.IsClosed))
        {
            _left[KeyOf(position.Identity)] = position;
        }

        _identities = [.. _left.Keys];
        _read = [.. _left.Where(entry => entry.Value.Offset < long.MaxValue).Select(entry => entry.Key)];
        _bySource = options.Positions.ToLookup(position => position.Source, StringComparer.Ordinal);
    }

    /// <summary>There was an earlier run, perhaps without any file.</summary>
    public bool Exist => _options.SeenAtNanos > 0;

    public bool IsSameBoot => _options.IsSameBoot;

    public long SeenAtNanos => _options.SeenAtNanos;

    /// <summary>Paths that were followed.</summary>
    public IEnumerable<string> Sources => _bySource.Select(positions => positions.Key);

    /// <summary>Everything that is known, taken or not.</summary>
    public IEnumerable<SourcePosition> All => _bySource.SelectMany(positions => positions);

    /// <summary>What was not taken yet.</summary>
    public IReadOnlyCollection<SourcePosition> Left => _left.Values;

    /// <summary>Stands for a file that has nothing to do with us, whatever it holds.</summary>
    public static SourcePosition NothingOf(string source, FileIdentity identity) =>
        new(source, identity, long.MaxValue, IsInsideLine: false, Encoding: null, default, default, IsClosed: true);

    public bool Knows(string source) => _bySource.Contains(source);

    public bool Knows(FileIdentity identity) => _identities.Contains(KeyOf(identity));

    /// <summary>Whether lines of a file are counted, or will be, as its own; not so for one that <see cref="NothingOf"/> stands for.</summary>
    public bool IsRead(FileIdentity identity) => _read.Contains(KeyOf(identity));

    /// <summary>All positions under one path, of the present file and of former ones.</summary>
    public IEnumerable<SourcePosition> Of(string source) => _bySource[source];

    /// <summary>A file that the earlier run had read to its end and closed.</summary>
    public bool TryGetClosed(FileIdentity identity, [NotNullWhen(true)] out SourcePosition? position) =>
        _left.TryGetValue(KeyOf(identity), out position) && position is { IsClosed: true, Offset: < long.MaxValue };

    /// <summary>All such files of one path that were not taken.</summary>
    public IEnumerable<SourcePosition> ClosedOf(string source) =>
        _bySource[source].Where(position => TryGetClosed(position.Identity, out var closed) && closed == position);

    public bool TryTake(FileIdentity identity, [NotNullWhen(true)] out SourcePosition? position) => _left.Remove(KeyOf(identity), out position);

    /// <summary>What identities are compared by: the number of a device may change when the machine is started anew.</summary>
    public FileIdentity KeyOf(FileIdentity identity) => IsSameBoot ? identity : identity with { Device = 0 };
}
