namespace LogTail.Exposition;

/// <summary>
/// Two programs, or two metrics of one, would export the same sample, or samples of one name with different labels
/// (spec/mtail-language.md §14.3). Nothing is exported then: no byte was written. The message is for the user.
/// </summary>
public sealed class SampleCollisionException(string message) : Exception(message);
