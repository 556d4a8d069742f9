using System.Collections.Immutable;
using LogTail.Metrics;
using LogTail.Runtime.Images;
using LogTail.Tailing;
using LogTail.Tailing.Kafka;

namespace LogTail.State;

/// <summary>
/// The state file: magic, version, sequence; sections, each with its kind, length, payload and CRC-32C; at last the sequence once more
/// and the CRC-32C of everything before. Any change of it is found.
/// </summary>
internal static class StateFormat
{
    public const int Version = 1;

    private const int HeaderBytes = 8 + sizeof(int) + sizeof(long);
    private const int TrailerBytes = sizeof(byte) + sizeof(long) + sizeof(uint);
    private const int HashBytes = 32;

    // Does not survive a transfer as text, and is none.
    private static ReadOnlySpan<byte> Magic => "\u007fLTSTA\r\n"u8;

    private enum Section : byte
    {
        Origin = 1,
        Programs = 2,
        Families = 3,
        Positions = 4,
        Kafka = 5,
        End = 255,
    }

    /// <param name="state">What was loaded, or everything but the metrics of a cut.</param>
    /// <param name="metrics">The metrics of a cut, in addition; may be <see langword="null"/>.</param>
    public static ReadOnlyMemory<byte> Write(SavedState state, MetricSnapshot? metrics) => Write(state, metrics, new StateWriter());

    /// <param name="state">As above.</param>
    /// <param name="metrics">As above.</param>
    /// <param name="writer">What it holds is replaced; the result is valid until it is used again.</param>
    public static ReadOnlyMemory<byte> Write(SavedState state, MetricSnapshot? metrics, StateWriter writer)
    {
        writer.Clear();
        writer.AddRaw(Magic);
        writer.Add(Version);
        writer.Add(state.Sequence);
        AddSection(writer, Section.Origin, origin => WriteOrigin(state, origin));
        AddSection(writer, Section.Programs, programs => WritePrograms(state.Programs, programs));
        AddSection(writer, Section.Families, families => WriteFamilies(state.Families, metrics, families));
        AddSection(writer, Section.Positions, positions => WritePositions(state.Positions, positions));
        if (!state.KafkaPositions.IsEmpty)
        {
            AddSection(writer, Section.Kafka, kafka => WriteKafka(state.KafkaPositions, kafka));
        }

        writer.Add((byte)Section.End);
        writer.Add(state.Sequence);
        writer.Add(Crc32C.Of(writer.Written.Span));
        return writer.Written;
    }

    /// <exception cref="StateFormatException">It is not a state file, or not of this version, or damaged.</exception>
    public static SavedState Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < HeaderBytes + TrailerBytes || !bytes.Span.StartsWith(Magic))
        {
            throw new StateFormatException(bytes.Length < HeaderBytes + TrailerBytes ? "it ends too early" : "it is not a state file of LogTail");
        }

        var header = new StateReader(bytes[Magic.Length..]);
        var version = header.Int();
        if (version != Version)
        {
            throw new StateFormatException($"it has version {version} of the format, and this LogTail reads version {Version}");
        }

        var sequence = header.Long();
        var trailer = new StateReader(bytes[^TrailerBytes..]);
        if (trailer.Byte() != (byte)Section.End || trailer.Long() != sequence || trailer.UInt() != Crc32C.Of(bytes.Span[..^sizeof(uint)]))
        {
            throw new StateFormatException("it is damaged: its checksum is wrong");
        }

        return ReadSections(sequence, bytes[HeaderBytes..^TrailerBytes]);
    }

    private static SavedState ReadSections(long sequence, ReadOnlyMemory<byte> sections)
    {
        var state = new SavedState(sequence, "", 0, [], [], []);
        var reader = new StateReader(sections);
        while (!reader.IsAtEnd)
        {
            var kind = (Section)reader.Byte();
            var payload = reader.Bytes();
            if (reader.UInt() != Crc32C.Of(payload.Span))
            {
                throw new StateFormatException($"it is damaged: the checksum of section {(int)kind} is wrong");
            }

            state = kind switch
            {
                Section.Origin => ReadOrigin(state, payload),
                Section.Programs => state with { Programs = ReadPrograms(payload) },
                Section.Families => state with { Families = ReadFamilies(payload) },
                Section.Positions => state with { Positions = ReadPositions(payload) },
                Section.Kafka => state with { KafkaPositions = ReadKafka(payload) },
                _ => state,
            };
        }

        return state;
    }

    private static void AddSection(StateWriter writer, Section kind, Action<StateWriter> write)
    {
        writer.Add((byte)kind);
        var payload = writer.Begin();
        write(writer);
        writer.Add(Crc32C.Of(writer.End(payload)));
    }

    private static void WriteOrigin(SavedState state, StateWriter writer)
    {
        writer.Add(state.BootId);
        writer.Add(state.TakenAtNanos);
        writer.Add(state.SeenAtNanos);
    }

    private static SavedState ReadOrigin(SavedState state, ReadOnlyMemory<byte> payload)
    {
        var reader = new StateReader(payload);
        state = state with { BootId = reader.Text(), TakenAtNanos = reader.Long() };

        // Missing in what older builds wrote.
        return state with { SeenAtNanos = reader.IsAtEnd ? state.TakenAtNanos : reader.Long() };
    }

    private static void WritePrograms(ImmutableArray<SavedProgram> programs, StateWriter writer)
    {
        writer.Add(programs.Length);
        foreach (var program in programs)
        {
            writer.Add(program.Name);
            writer.AddRaw(program.TextHash.AsSpan());
        }
    }

    private static ImmutableArray<SavedProgram> ReadPrograms(ReadOnlyMemory<byte> payload)
    {
        var reader = new StateReader(payload);
        var programs = ImmutableArray.CreateBuilder<SavedProgram>(reader.Count(sizeof(int) + HashBytes));
        for (var i = programs.Capacity; i > 0; i--)
        {
            programs.Add(new SavedProgram(reader.Text(), [.. reader.Take(HashBytes).Span]));
        }

        return programs.MoveToImmutable();
    }

    private static void WriteFamilies(ImmutableArray<SavedFamily> carried, MetricSnapshot? metrics, StateWriter writer)
    {
        var families = metrics?.Families ?? [];
        writer.Add(carried.Length + families.Length);
        foreach (var family in carried)
        {
            WriteDescription(family.Description, writer);
            writer.Add(family.NumbersPerSeries);
            writer.Add(family.Count);
            writer.Add(family.Rows.Span);
        }

        foreach (var family in families)
        {
            WriteDescription(family.Description, writer);
            writer.Add(family.NumbersPerSeries);
            writer.Add(family.Count);
            var rows = writer.Begin();
            SavedFamily.WriteRows(family, writer);
            writer.End(rows);
        }
    }

    private static ImmutableArray<SavedFamily> ReadFamilies(ReadOnlyMemory<byte> payload)
    {
        var reader = new StateReader(payload);
        var families = ImmutableArray.CreateBuilder<SavedFamily>(reader.Count(sizeof(int)));
        for (var i = families.Capacity; i > 0; i--)
        {
            var description = ReadDescription(ref reader);
            var numbers = reader.Count(0);
            var count = reader.Count(SavedFamily.LeastRowBytes);
            var family = new SavedFamily(description, count, count == 0 ? 0 : Bounded(numbers, reader.Left), reader.Bytes());
            family.Validate();
            families.Add(family);
        }

        return families.MoveToImmutable();
    }

    private static int Bounded(int numbers, int left) =>
        (long)numbers * sizeof(long) <= left ? numbers : throw new StateFormatException("it ends too early");

    private static void WriteDescription(MetricDescription metric, StateWriter writer)
    {
        writer.Add(metric.Program);
        writer.Add(metric.Name);
        writer.Add((byte)metric.Kind);
        writer.Add((byte)metric.Type);
        writer.Add(metric.Hidden);
        writer.Add(metric.Keys.Length);
        foreach (var key in metric.Keys)
        {
            writer.Add(key);
        }

        writer.Add(metric.Bounds.Length);
        foreach (var bound in metric.Bounds)
        {
            writer.Add(bound);
        }

        if (metric.Kind == MetricKind.Summary)
        {
            WriteQuantiles(metric, writer);
        }
    }

    private static MetricDescription ReadDescription(ref StateReader reader)
    {
        var program = reader.Text();
        var name = reader.Text();
        var kind = (MetricKind)reader.Byte();
        var type = (MetricValueType)reader.Byte();
        var isHidden = reader.Flag();
        var keys = ImmutableArray.CreateBuilder<string>(reader.Count(sizeof(int)));
        for (var i = keys.Capacity; i > 0; i--)
        {
            keys.Add(reader.Text());
        }

        var bounds = ImmutableArray.CreateBuilder<double>(reader.Count(sizeof(double)));
        for (var i = bounds.Capacity; i > 0; i--)
        {
            bounds.Add(reader.Double());
        }

        var metric = new MetricDescription(name, program, kind, type, isHidden, keys.MoveToImmutable(), bounds.MoveToImmutable(), Limit: 0, Source: "");
        return kind == MetricKind.Summary ? ReadQuantiles(metric, ref reader) : metric;
    }

    private static void WriteQuantiles(MetricDescription metric, StateWriter writer)
    {
        writer.Add(metric.MaxAge.Ticks);
        writer.Add(metric.Quantiles.Length);
        foreach (var target in metric.Quantiles)
        {
            writer.Add(target.Quantile);
            writer.Add(target.Error);
        }
    }

    private static MetricDescription ReadQuantiles(MetricDescription metric, ref StateReader reader)
    {
        var maxAge = TimeSpan.FromTicks(reader.Long());
        var targets = ImmutableArray.CreateBuilder<QuantileTarget>(reader.Count(2 * sizeof(double)));
        for (var i = targets.Capacity; i > 0; i--)
        {
            targets.Add(new QuantileTarget(reader.Double(), reader.Double()));
        }

        return metric with { MaxAge = maxAge, Quantiles = targets.MoveToImmutable() };
    }

    private static void WritePositions(ImmutableArray<SourcePosition> positions, StateWriter writer)
    {
        writer.Add(positions.Length);
        foreach (var position in positions)
        {
            writer.Add(position.Source);
            writer.Add(position.Identity.Device);
            writer.Add(position.Identity.Number);
            writer.Add(position.Identity.Generation);
            writer.Add(position.Offset);
            writer.Add(position.IsInsideLine);
            writer.Add((byte)(position.Encoding is { } encoding ? 1 + (int)encoding : 0));
            WriteMark(position.Head, writer);
            WriteMark(position.Anchor, writer);
            writer.Add(position.IsClosed);
        }
    }

    private static ImmutableArray<SourcePosition> ReadPositions(ReadOnlyMemory<byte> payload)
    {
        var reader = new StateReader(payload);
        var positions = ImmutableArray.CreateBuilder<SourcePosition>(reader.Count(sizeof(int) + (4 * sizeof(long))));
        for (var i = positions.Capacity; i > 0; i--)
        {
            positions.Add(new SourcePosition(
                reader.Text(),
                new FileIdentity(reader.ULong(), reader.ULong(), reader.Long()),
                NotNegative(reader.Long()),
                reader.Flag(),
                ReadEncoding(reader.Byte()),
                ReadMark(ref reader),
                ReadMark(ref reader),
                reader.Flag()));
        }

        return positions.MoveToImmutable();
    }

    private static void WriteKafka(ImmutableArray<KafkaPosition> positions, StateWriter writer)
    {
        writer.Add(positions.Length);
        foreach (var position in positions)
        {
            writer.Add(position.Topic);
            writer.Add(position.Partition);
            writer.Add(position.Offset);
        }
    }

    private static ImmutableArray<KafkaPosition> ReadKafka(ReadOnlyMemory<byte> payload)
    {
        var reader = new StateReader(payload);
        var positions = ImmutableArray.CreateBuilder<KafkaPosition>(reader.Count((2 * sizeof(int)) + sizeof(long)));
        for (var i = positions.Capacity; i > 0; i--)
        {
            positions.Add(new KafkaPosition(reader.Text(), reader.Int(), NotNegative(reader.Long())));
        }

        return positions.MoveToImmutable();
    }

    private static LineEncoding? ReadEncoding(byte written) => written == 0 ? null : (LineEncoding)(written - 1);

    private static long NotNegative(long value) => value >= 0 ? value : throw new StateFormatException("an offset is negative");

    private static void WriteMark(BytesMark mark, StateWriter writer)
    {
        writer.Add(mark.Length);
        writer.Add(mark.High);
        writer.Add(mark.Low);
    }

    // What is marked is at most a block; anything longer would be believed as a length to read.
    private static BytesMark ReadMark(ref StateReader reader)
    {
        var length = reader.Int();
        var mark = new BytesMark(length, reader.ULong(), reader.ULong());
        return length is >= 0 and <= 1 << 20 ? mark : throw new StateFormatException("a fingerprint has an impossible length");
    }
}
