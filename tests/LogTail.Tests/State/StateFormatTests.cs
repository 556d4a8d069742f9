using LogTail.Metrics;
using LogTail.Runtime.Images;
using LogTail.State;

namespace LogTail.Tests.State;

public sealed class StateFormatTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var state = StateFormat.Read(SavedStates.WriteFull(sequence: 42));

        Assert.Equal(42, state.Sequence);
        Assert.Equal("boot", state.BootId);
        Assert.Equal(1_700_000_000_000_000_000, state.TakenAtNanos);
        Assert.Equal(1_699_999_999_000_000_000, state.SeenAtNanos);
        Assert.Equal(SavedStates.Positions.AsEnumerable(), state.Positions);
        Assert.Equal(["p.mtail"], state.Programs.Select(program => program.Name));
        // SHA-256 of the nine bytes "counter a", by sha256sum.
        Assert.Equal("cf5bc1a9c79b0abc1e7857400b47332d65fc1c3483ff7767cd6e11e1ef1552aa", Convert.ToHexStringLower(state.Programs[0].TextHash.AsSpan()));
        Assert.Equal(["counts", "load", "seen", "times", "took"], state.Families.Select(family => family.Description.Name));
    }

    [Fact]
    public void Values_come_back_into_a_store()
    {
        var state = StateFormat.Read(SavedStates.WriteFull(sequence: 1));
        var store = new MetricStore();
        foreach (var family in state.Families)
        {
            Assert.True(family.TryRestore(store.Add(family.Description)));
        }

        using var restored = store.TakeSnapshot(includeHidden: true);
        Assert.Equal(-7, restored.Families[0].IntOf(0));
        Assert.Equal(1, restored.Families[0].TimeNanosOf(0));
        Assert.Equal(3_000_000_000, restored.Families[0].ExpiryNanosOf(0));
        Assert.Equal([.. "200"u8, 0xFF, .. "ä"u8, 0xFF], restored.Families[0].LabelTextOf(0).ToArray());
        Assert.Equal(double.NegativeInfinity, restored.Families[1].FloatOf(0));
        Assert.Equal("\uF7FFx", restored.Families[2].TextOf(0));
        Assert.True(restored.Families[2].Description.Hidden);
        Assert.Equal(2, restored.Families[3].ObservationsOf(0));
        Assert.Equal([0, 1, 0], restored.Families[3].BucketsOf(0).ToArray());
        Assert.Equal(double.NaN, restored.Families[3].SumOf(0));
    }

    [Fact]
    public void What_was_loaded_is_written_as_it_was()
    {
        var bytes = SavedStates.WriteFull(sequence: 7);
        Assert.Equal(bytes.ToArray(), StateFormat.Write(StateFormat.Read(bytes), metrics: null).ToArray());
    }

    [Fact]
    public void One_writer_writes_states_of_any_size_one_after_the_other()
    {
        var small = StateFormat.Read(SavedStates.WriteFull(sequence: 1));
        var large = small with { Positions = [.. Enumerable.Repeat(small.Positions[0], 10_000)] };
        var writer = new StateWriter();
        foreach (var state in new[] { small, large, small, large })
        {
            Assert.Equal(StateFormat.Write(state, metrics: null).ToArray(), StateFormat.Write(state, metrics: null, writer).ToArray());
        }
    }

    [Fact]
    public void S37_A_file_that_ends_anywhere_else_is_refused()
    {
        var bytes = SavedStates.WriteFull(sequence: 1);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<StateFormatException>(() => StateFormat.Read(bytes[..length]));
        }

        Assert.Throws<StateFormatException>(() => StateFormat.Read((byte[])[.. bytes.Span, 0]));
    }

    [Fact]
    public void S37_A_file_with_any_bit_flipped_is_refused()
    {
        var bytes = SavedStates.WriteFull(sequence: 1).ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<StateFormatException>(() => StateFormat.Read(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void S37_A_file_of_zeros_is_refused()
    {
        Assert.Throws<StateFormatException>(() => StateFormat.Read(new byte[4096]));
    }

    [Fact]
    public void S37_A_newer_version_is_named()
    {
        var bytes = SavedStates.WriteFull(sequence: 1).ToArray();
        bytes[8] = 2;
        var refusal = Assert.Throws<StateFormatException>(() => StateFormat.Read(bytes));
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    // The checksums protect against accidents. Lengths that lie must not bring the process down even if the checksums agree.
    [Fact]
    public void Lengths_that_lie_are_refused_even_with_right_checksums()
    {
        var random = new Random(20261120);
        var original = SavedStates.WriteFull(sequence: 1).ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = original.ToArray();
            bytes[20 + random.Next(bytes.Length - 33)] = (byte)random.Next(256);
            Reseal(bytes);
            try
            {
                StateFormat.Read(bytes);
            }
            catch (StateFormatException)
            {
                // Refused, or read as something else: both are fine.
            }
        }
    }

    private static void Reseal(byte[] bytes)
    {
        var at = 20;
        while (at + 9 <= bytes.Length - 13 && BitConverter.ToInt32(bytes, at + 1) is >= 0 and var length && at + 9L + length <= bytes.Length - 13)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(at + 5 + length), Crc32C.Of(bytes.AsSpan(at + 5, length)));
            at += 9 + length;
        }

        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
    }
}
