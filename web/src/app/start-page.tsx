/** Nothing, for the moment in which the session is read: the progress line says that something comes. */
export function StartPage() {
  return <div aria-busy />;
}
