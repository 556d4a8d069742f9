namespace LogTail.Runtime.Matching;

/// <summary>Leaves the scanning code of a match that has spent its budget; <see cref="Matcher"/> catches it.</summary>
internal sealed class StepBudgetExceededException : Exception
{
    public StepBudgetExceededException()
        : base("The match took more steps than its budget allows.")
    {
    }
}
