import { Anchor } from "@mantine/core";

interface Props {
  /** The address of the file. */
  href: string;
  className?: string;
}

/** Downloads what a list shows, on all its pages. */
export function CsvLink({ href, className }: Props) {
  return (
    <Anchor size="sm" className={className} href={href} download>
      Download CSV
    </Anchor>
  );
}
