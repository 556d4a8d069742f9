using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LogTail.Runtime.Time;

/// <summary>
/// What the latest texts given to strptime meant. As in mtail it is part of the language's meaning, not only a cache: it goes by the text alone,
/// whatever the layout, and remembers failures (spec/mtail-language.md §13.2). First in, first out. Allocates only while it fills.
/// </summary>
internal sealed class TimeMemo
{
    private const int Capacity = 64;
    private const int Buckets = 128;
    private const int None = -1;

    // Odd, without a pattern: the golden ratio's fraction.
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // What is longer is no time; it is known by its digest, so that hostile lines do not fill the memory.
    private const int LongestKept = 256;

    private readonly Entry[] _entries = new Entry[Capacity];

    // Index of the first entry of each chain, or None.
    private readonly int[] _heads = new int[Buckets];
    private int _count;

    // The oldest entry once the memo is full, which the next one replaces.
    private int _oldest;

    // The entry found or made last: consecutive lines mostly have the same time.
    private int _latest = None;

    public TimeMemo() => Array.Fill(_heads, None);

    /// <summary>Finds a text.</summary>
    /// <param name="time">What it meant; <see cref="UnixTime.Unset"/> for a failure.</param>
    public bool TryFind(ReadOnlySpan<char> text, out UnixTime time)
    {
        text = text.Length > LongestKept ? Digest(text) : text;
        if (_latest != None && _entries[_latest].Is(text))
        {
            time = _entries[_latest].Time;
            return true;
        }

        for (var i = _heads[BucketOf(text)]; i != None; i = _entries[i].Next)
        {
            if (_entries[i].Is(text))
            {
                _latest = i;
                time = _entries[i].Time;
                return true;
            }
        }

        time = UnixTime.Unset;
        return false;
    }

    /// <summary>Adds a text that is not there.</summary>
    public void Add(ReadOnlySpan<char> text, UnixTime time)
    {
        text = text.Length > LongestKept ? Digest(text) : text;
        var index = _count < Capacity ? _count++ : TakeOldest();
        var bucket = BucketOf(text);
        ref var entry = ref _entries[index];
        entry.Set(text, time, bucket, _heads[bucket]);
        _heads[bucket] = index;
        _latest = index;
    }

    private int TakeOldest()
    {
        var index = _oldest;
        _oldest = (_oldest + 1) % Capacity;
        ref var link = ref _heads[_entries[index].Bucket];
        while (link != index)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[index].Next;
        return index;
    }

    private static string Digest(ReadOnlySpan<char> text) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text)));

    // Nothing is lost to lines that are made to collide: a chain has 64 entries at most.
    private static int BucketOf(ReadOnlySpan<char> text)
    {
        var hash = (ulong)text.Length;
        foreach (var four in MemoryMarshal.Cast<char, ulong>(text))
        {
            hash = (hash ^ four) * Multiplier;
            hash ^= hash >> 32;
        }

        foreach (var c in text[(text.Length & ~3)..])
        {
            hash = (hash ^ c) * Multiplier;
        }

        return (int)(hash >> 40) & (Buckets - 1);
    }

    private struct Entry
    {
        // The next of the same chain, or None.
        public int Next;
        private char[]? _text;
        private int _length;

        public int Bucket { get; private set; }

        public UnixTime Time { get; private set; }

        public readonly bool Is(ReadOnlySpan<char> text) => text.SequenceEqual(_text.AsSpan(0, _length));

        public void Set(ReadOnlySpan<char> text, UnixTime time, int bucket, int next)
        {
            if (_text is null || _text.Length < text.Length)
            {
                _text = new char[text.Length];
            }

            text.CopyTo(_text);
            _length = text.Length;
            Time = time;
            Bucket = bucket;
            Next = next;
        }
    }
}
