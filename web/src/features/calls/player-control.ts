/** What others may do to the player. */
export interface PlayerControl {
  seek: (seconds: number) => void;
}
