using System.Globalization;
using LogTail.Metrics;

namespace LogTail.Runtime.Texts;

/// <summary>
/// Where a program makes texts that live no longer than the line: converted numbers, concatenations, substitutions. What its methods return stays
/// valid until <see cref="Clear"/>; when the buffer grows, texts made before stay in the old one. When a line asks for more
/// than is sane, <see cref="TextTooLongException"/> ends it. Not thread-safe.
/// </summary>
public sealed class TextScratch
{
    private const int InitialLength = 1024;

    // A buffer that one odd line has made larger is not kept.
    private const int LargestKept = 1 << 20;
    private const int LongestInt = 20;

    // A program may double a text with every line.
    private const int MostChars = 1 << 24;

    // Invariant: chars before _length belong to texts that are still in use.
    private char[] _chars = new char[InitialLength];
    private int _length;

    /// <summary>Forgets all texts.</summary>
    public void Clear()
    {
        _length = 0;
        if (_chars.Length > LargestKept)
        {
            _chars = new char[InitialLength];
        }
    }

    /// <summary>Decimal.</summary>
    public ReadOnlySpan<char> Format(long number)
    {
        Reserve(LongestInt);
        number.TryFormat(_chars.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        return Take(written);
    }

    /// <summary>As <see cref="GoFormat.G(double)"/>: conversions and concatenation.</summary>
    public ReadOnlySpan<char> FormatG(double number)
    {
        Reserve(GoFormat.MaxLength);
        GoFormat.TryG(number, _chars.AsSpan(_length), out var written);
        return Take(written);
    }

    /// <summary>As <see cref="GoFormat.UpperG(double)"/>: a Float that became text without a conversion.</summary>
    public ReadOnlySpan<char> FormatUpperG(double number)
    {
        Reserve(GoFormat.MaxLength);
        GoFormat.TryUpperG(number, _chars.AsSpan(_length), out var written);
        return Take(written);
    }

    /// <summary>One text after the other.</summary>
    public ReadOnlySpan<char> Concat(scoped ReadOnlySpan<char> first, scoped ReadOnlySpan<char> second)
    {
        var start = Begin();
        Append(first);
        Append(second);
        return From(start);
    }

    /// <inheritdoc cref="Concat(ReadOnlySpan{char}, ReadOnlySpan{char})"/>
    public ReadOnlySpan<char> Concat(scoped ReadOnlySpan<char> first, scoped ReadOnlySpan<char> second, scoped ReadOnlySpan<char> third)
    {
        var start = Begin();
        Append(first);
        Append(second);
        Append(third);
        return From(start);
    }

    /// <summary>Marks where a text begins that is then appended piece by piece.</summary>
    internal int Begin() => _length;

    /// <summary>Appends to the text begun last.</summary>
    internal void Append(scoped ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_chars.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Room for a text of known length, for the caller to fill.</summary>
    internal Span<char> Extend(int length)
    {
        Reserve(length);
        _length += length;
        return _chars.AsSpan(_length - length, length);
    }

    /// <summary>The text begun at a mark.</summary>
    internal ReadOnlySpan<char> From(int start) => _chars.AsSpan(start, _length - start);

    private ReadOnlySpan<char> Take(int length)
    {
        var text = _chars.AsSpan(_length, length);
        _length += length;
        return text;
    }

    private void Grow(int count)
    {
        if (count > MostChars - _length)
        {
            throw new TextTooLongException($"The texts made for this line are longer than {MostChars} characters");
        }

        Array.Resize(ref _chars, Math.Max(_length + count, _chars.Length * 2));
    }

    private void Reserve(int count)
    {
        if (_chars.Length - _length < count)
        {
            Grow(count);
        }
    }
}
