import { Fragment } from "react";
import { splitAddress } from "./address-parts";

/** An email address, a host or the address of a page. Where it is too long for its line, it breaks between its parts. */
export function Address({ children }: { children: string }) {
  return (
    <bdi>
      {splitAddress(children).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
