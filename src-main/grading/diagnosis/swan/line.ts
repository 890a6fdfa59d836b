/** A line as a router would have it, and the line of swanctl.conf that says so. */
export interface Line {
  text: string;
  from: number;
}
