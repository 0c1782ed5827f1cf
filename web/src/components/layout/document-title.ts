import { createContext } from "react";

/** What follows the title of each page in the window's title, such as the name of the account. */
export const DocumentTitleSuffix = createContext<string | undefined>(undefined);
