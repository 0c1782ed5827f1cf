/** A line of a list of facts; nothing without a value. */
export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  const isEmpty = [children].flat().every((child) => child === null || child === false || child === "");
  if (isEmpty) return null;
  return (
    <>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>{children}</dd>
    </>
  );
}
