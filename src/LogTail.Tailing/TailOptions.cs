using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LogTail.Tailing.Globbing;
using LogTail.Tailing.Kafka;
using LogTail.Tailing.Streams;

namespace LogTail.Tailing;

/// <summary>What to follow and how. Immutable.</summary>
public sealed record TailOptions
{
    /// <summary>
    /// Paths and globs (<c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>, <c>{a,b}</c>, <c>**</c> for any number of
    /// directories, <c>\</c> before a character that means itself); relative ones are taken from the working directory. Also <c>-</c> for standard
    /// input, and sockets to listen on: <c>unix:///path</c>, <c>unixgram:///path</c>, <c>tcp://host:port</c>, <c>udp://host:port</c>.
    /// </summary>
    public ImmutableArray<string> Patterns { get; init; } = [];

    /// <summary>Globs of paths that are left out although a pattern finds them.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>Files whose names (without their folders) match are left out; null to leave out none.</summary>
    public Regex? ExcludedNames { get; init; }

    /// <summary>
    /// Directories in which rotated files are looked for, beside those of the logs themselves (logrotate's <c>olddir</c>). A
    /// relative one is taken from the directory of each log.
    /// </summary>
    public ImmutableArray<string> RotatedDirectories { get; init; } = [];

    /// <summary>Where to begin in files that exist at the start; not used by <see cref="OneShot"/>.</summary>
    public StartAt StartAt { get; init; } = StartAt.End;

    /// <summary>Where an earlier run stood: its files are read on from there, and lines that were written since it ended are not missed.</summary>
    public ResumeOptions Resume { get; init; } = ResumeOptions.None;

    /// <summary>Read every file from its start to its present end, in order of names, then complete.</summary>
    public bool OneShot { get; init; }

    /// <summary>Bytes that a line may have without its terminator; <see cref="LongLines"/> says what becomes of longer ones.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;

    /// <summary>What becomes of longer lines.</summary>
    public LongLines LongLines { get; init; } = LongLines.Truncate;

    /// <summary>How often everything is looked at, whatever the events said.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often everything is looked at where there are no events.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Never ask the kernel for events; look every <see cref="PollInterval"/>.</summary>
    public bool PollOnly { get; init; }

    /// <summary>How bytes become text in files without a byte order mark.</summary>
    public LineEncoding Encoding { get; init; } = LineEncoding.Utf8;

    /// <summary>Files that may be open at once; 0 means four fifths of what the process may open.</summary>
    public int MaxOpenFiles { get; init; }

    /// <summary>When standard input ends everything ends, as after <see cref="LineTailer.StopAsync"/>.</summary>
    public bool EndsWithInput { get; init; }

    /// <summary>Topics of Kafka to read; <see langword="null"/> for none.</summary>
    public KafkaOptions? Kafka { get; init; }

    /// <summary>Why something cannot be one of <see cref="Patterns"/>, in words for whoever wrote it; null when it can.</summary>
    public static string? RefusalOf(string pattern)
    {
        try
        {
            _ = StreamAddress.TryParse(pattern, out _);
            return null;
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>
    /// Why something should not be one of <see cref="Patterns"/> or <see cref="Excludes"/>, in words for whoever wrote it; null when there is no reason.
    /// A glob with a mistake is understood all the same: its brackets and braces stand for themselves then.
    /// </summary>
    public static string? GlobRefusalOf(string pattern)
    {
        if (RefusalOf(pattern) is { } refusal)
        {
            return refusal;
        }

        return !StreamAddress.TryParse(pattern, out _) && GlobMistake.Of(pattern) is { } mistake ? $"{pattern}: {mistake}" : null;
    }
}
