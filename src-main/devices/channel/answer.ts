/** An answer, declared with the command that leads to the question. Enter is typed after it. */
export interface Answer {
  question: RegExp;
  answer: string;
  /** How often it may be given; once unless said otherwise. */
  times?: number;
}
