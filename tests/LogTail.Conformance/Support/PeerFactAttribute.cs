namespace LogTail.Conformance.Support;

/// <summary>A test that needs real programs beside LogTail. Where one is missing it is skipped, and the result says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(params string[] peers)
    {
        Peers = peers;
        Skip = Peer.ReasonToSkip(peers);
    }

    public IReadOnlyList<string> Peers { get; }
}

/// <summary>As <see cref="PeerFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute(params string[] peers)
    {
        Peers = peers;
        Skip = Peer.ReasonToSkip(peers);
    }

    public IReadOnlyList<string> Peers { get; }
}
