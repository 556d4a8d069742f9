using System.Diagnostics.CodeAnalysis;

namespace LogTail.Tailing.Following;

/// <summary>The last generations of each path that are not open any more, so that none is ever read twice. Owned by the following thread.</summary>
internal sealed class Ledger
{
    private const int MostPerSource = 16;

    private readonly Dictionary<string, List<Generation>> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<FileIdentity, Generation> _byIdentity = [];

    /// <param name="generation">What is known of it.</param>
    /// <param name="isClosed">The file itself is closed: if a path means it again, reading goes on where it ended. Otherwise only
    /// the bytes are gone, and the file has new ones.</param>
    public void Add(Generation generation, bool isClosed)
    {
        if (!_bySource.TryGetValue(generation.Source, out var generations))
        {
            generations = [];
            _bySource.Add(generation.Source, generations);
        }

        if (generations.Count == MostPerSource)
        {
            Forget(generations[0]);
            generations.RemoveAt(0);
        }

        generations.Add(generation);
        if (isClosed)
        {
            _byIdentity[generation.Identity] = generation;
        }
    }

    public IReadOnlyList<Generation> Of(string source) => _bySource.TryGetValue(source, out var generations) ? generations : [];

    public bool TryGet(FileIdentity identity, [NotNullWhen(true)] out Generation? generation) => _byIdentity.TryGetValue(identity, out generation);

    /// <summary>Whether that is a file that was closed, and therefore read to its end.</summary>
    public bool Holds(Generation generation) => _byIdentity.GetValueOrDefault(generation.Identity) == generation;

    /// <summary>Takes out a file that is to be read on.</summary>
    public bool TryTake(FileIdentity identity, out Generation? generation)
    {
        if (!_byIdentity.Remove(identity, out generation))
        {
            return false;
        }

        _bySource[generation.Source].Remove(generation);
        return true;
    }

    private void Forget(Generation generation)
    {
        if (_byIdentity.TryGetValue(generation.Identity, out var known) && known == generation)
        {
            _byIdentity.Remove(generation.Identity);
        }
    }
}
