namespace LogTail.Compiler.Emitting;

/// <summary>Puts C# expressions together without counting on precedence.</summary>
internal static class Operands
{
    /// <summary>Brackets around an operator expression; none around names, literals, calls and what has some already.</summary>
    public static string Bracket(string code) => HasOuterOperator(code) ? "(" + code + ")" : code;

    /// <summary>The contrary of a condition.</summary>
    public static string Negate(string condition) => condition switch
    {
        "true" => "false",
        "false" => "true",
        _ when condition.StartsWith('!') && !HasOuterOperator(condition) => condition[1..],
        _ => "!" + Bracket(condition),
    };

    // A blank outside of brackets and literals stands beside an operator: that is how all our code is written.
    private static bool HasOuterOperator(string code)
    {
        var depth = 0;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                case '"':
                    i = EndOfLiteral(code, i);
                    break;
                case ' ' when depth == 0:
                    return true;
            }
        }

        // A cast binds less tightly than a member access.
        return code.StartsWith("(double)", StringComparison.Ordinal);
    }

    private static int EndOfLiteral(string code, int quote)
    {
        var end = quote + 1;
        while (code[end] != '"')
        {
            end += code[end] == '\\' ? 2 : 1;
        }

        return end;
    }
}
