using System.Globalization;
using System.Text;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Go's <c>fmt.Sprintf</c> for the values of templates (spec/grok.md §7.2): what does not fit is printed as a complaint, never an error.</summary>
public sealed class GoPrintf
{
    // A width that would fill memory is no width.
    private const int MostWidth = 1_000_000;

    private readonly string _format;
    private readonly GoValue[] _values;
    private readonly StringBuilder _text = new();
    private int _next;
    private int _value;
    private bool _isReordered;

    private GoPrintf(string format, ReadOnlySpan<GoValue> values)
    {
        _format = format;
        _values = values.ToArray();
    }

    /// <summary>Formats values.</summary>
    public static string Format(string format, params ReadOnlySpan<GoValue> values) => new GoPrintf(format, values).Run();

    private string Run()
    {
        while (_next < _format.Length)
        {
            var percent = _format.IndexOf('%', _next);
            _text.Append(_format, _next, (percent < 0 ? _format.Length : percent) - _next);
            _next = percent < 0 ? _format.Length : percent + 1;
            if (percent >= 0)
            {
                Verb();
            }
        }

        if (!_isReordered && _value < _values.Length)
        {
            _text.Append("%!(EXTRA ").AppendJoin(", ", _values.Skip(_value).Select(Typed)).Append(')');
        }

        return _text.ToString();
    }

    private static string Typed(GoValue value) => value.Kind == GoValueKind.Nil ? "<nil>" : $"{value.TypeName}={GoPrint.Text(value)}";

    private void Verb()
    {
        var spec = new GoVerb();
        while (_next < _format.Length && "+-# 0".Contains(_format[_next], StringComparison.Ordinal))
        {
            spec = spec.WithFlag(_format[_next++]);
        }

        TakeIndex();
        spec = spec with { Width = TakeNumber(out var leftBound) };
        if (leftBound)
        {
            spec = spec with { IsLeft = true, IsZeroPadded = false };
        }

        if (_next < _format.Length && _format[_next] == '.')
        {
            _next++;
            TakeIndex();
            spec = spec with { Precision = TakeNumber(out var negative) is { } precision && !negative ? precision : negative ? null : 0 };
        }

        TakeIndex();
        if (_next >= _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        var rune = Rune.GetRuneAt(_format, _next);
        _next += rune.Utf16SequenceLength;
        Append(spec with { Letter = rune.Value });
    }

    private void Append(GoVerb verb)
    {
        if (verb.Letter == '%')
        {
            _text.Append('%');
        }
        else if (_value >= _values.Length)
        {
            _text.Append(CultureInfo.InvariantCulture, $"%!{verb.Name}(MISSING)");
        }
        else
        {
            _text.Append(verb.Format(_values[_value++]));
        }
    }

    // %[2]d takes the second value.
    private void TakeIndex()
    {
        if (_next >= _format.Length || _format[_next] != '[')
        {
            return;
        }

        var close = _format.IndexOf(']', _next);
        if (close > 0 && int.TryParse(_format.AsSpan(_next + 1, close - _next - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index >= 1)
        {
            _value = Math.Min(index - 1, _values.Length);
            _isReordered = true;
            _next = close + 1;
        }
    }

    private int? TakeNumber(out bool isNegative)
    {
        isNegative = false;
        if (_next < _format.Length && _format[_next] == '*')
        {
            _next++;
            var number = _value < _values.Length && _values[_value].Kind == GoValueKind.Int ? _values[_value].Int : 0;
            _value++;
            isNegative = number < 0;
            return Math.Abs(number) <= MostWidth ? (int)Math.Abs(number) : null;
        }

        var start = _next;
        while (_next < _format.Length && char.IsAsciiDigit(_format[_next]))
        {
            _next++;
        }

        return int.TryParse(_format.AsSpan(start, _next - start), NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width <= MostWidth ? width : null;
    }
}
