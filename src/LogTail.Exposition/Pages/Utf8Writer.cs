using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using LogTail.Metrics;

namespace LogTail.Exposition.Pages;

/// <summary>Appends bytes to an <see cref="IBufferWriter{T}"/>, asking it for room in large pieces. <see cref="Flush"/> hands over the last one.</summary>
internal ref struct Utf8Writer(IBufferWriter<byte> output)
{
    private const int PieceLength = 16 * 1024;
    private const int LongestInteger = 20;

    // Bytes before _used are written but not yet handed over; they are not in _handedOver.
    private Span<byte> _piece;
    private int _used;
    private long _handedOver;

    /// <summary>Bytes appended so far.</summary>
    public readonly long Written => _handedOver + _used;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(scoped ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        _used += utf8.Length;
    }

    public void Append(byte b)
    {
        Reserve(1)[0] = b;
        _used++;
    }

    /// <summary>Appends text of ours or of a program.</summary>
    public void Append(scoped ReadOnlySpan<char> text)
    {
        // Not in one expression with the addition: _used would be read before Reserve, which may begin a new piece.
        var length = LineText.ToUtf8(text, Reserve(LineText.MaxBytes(text.Length)));
        _used += length;
    }

    public void Append(long number)
    {
        var formatted = Utf8Formatter.TryFormat(number, Reserve(LongestInteger), out var length);
        Debug.Assert(formatted, "No 64-bit integer is longer.");
        _used += length;
    }

    public void AppendG(double number)
    {
        GoFormat.TryG(number, Reserve(GoFormat.MaxLength), out var length);
        _used += length;
    }

    public void AppendJson(double number)
    {
        GoFormat.TryJson(number, Reserve(GoFormat.MaxLength), out var length);
        _used += length;
    }

    public void AppendPrometheus(double number)
    {
        GoFormat.TryPrometheus(number, Reserve(GoFormat.MaxLength), out var length);
        _used += length;
    }

    /// <summary>Appends an integer as the double it becomes in Prometheus.</summary>
    public void AppendPrometheus(long number)
    {
        // Up to six digits both are written alike, and most counters are that small: no detour over digits of a double.
        if (number is > -1_000_000 and < 1_000_000)
        {
            Append(number);
        }
        else
        {
            AppendPrometheus((double)number);
        }
    }

    public void Flush()
    {
        if (_used > 0)
        {
            output.Advance(_used);
        }

        _handedOver += _used;
        _used = 0;
        _piece = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (_piece.Length - _used < count)
        {
            NextPiece(count);
        }

        return _piece[_used..];
    }

    private void NextPiece(int count)
    {
        Flush();
        _piece = output.GetSpan(Math.Max(count, PieceLength));
    }
}
