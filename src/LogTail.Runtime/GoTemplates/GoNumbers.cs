using LogTail.Runtime.Numbers;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Numbers of <c>add</c>, <c>subtract</c>, <c>multiply</c> and <c>divide</c>: numbers, and texts that are some.</summary>
public static class GoNumbers
{
    /// <summary>A text as a number.</summary>
    public static bool TryNumber(ref string problem, out double result, string function, ReadOnlySpan<char> text)
    {
        if (FloatText.TryParse(text, out result))
        {
            return true;
        }

        problem = $"error executing {function} function: cannot convert {text} to floating point number";
        return false;
    }

    /// <summary>A value as a number.</summary>
    public static bool TryNumber(ref string problem, out double result, string function, in GoValue value)
    {
        switch (value.Kind)
        {
            case GoValueKind.Int:
                result = value.Int;
                return true;
            case GoValueKind.Float:
                result = value.Float;
                return true;
            case GoValueKind.Text or GoValueKind.JsonNumber:
                return TryNumber(ref problem, out result, function, value.Text);
            default:
                result = 0;
                problem = $"error executing {function} function: cannot convert {GoPrint.Text(value)} to floating point number: it is a {value.TypeName}";
                return false;
        }
    }
}
