import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider, useIsFetching, useIsMutating } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { getPageNonce } from "../lib/page-nonce";
import styles from "./app.module.css";
import { createPages } from "./pages";
import { cssVariables, theme } from "./theme";
import { Toasts } from "./toasts";

// index.html reads the same key before the first paint.
const colorSchemeManager = localStorageColorSchemeManager({ key: "color-scheme" });

export function App() {
  const [{ router, queryClient }] = useState(createPages);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={getPageNonce}
      // Stronger than the library's own values, since the stylesheet comes after them in the page.
      cssVariablesSelector=":root:root"
    >
      <QueryClientProvider client={queryClient}>
        <ProgressLine />
        <Toasts />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Requests that take less time than this, in milliseconds, show no progress line. */
const delay = 300;

/** A thin line at the top of the window while a request is running. */
function ProgressLine() {
  const busy = useIsFetching() + useIsMutating() > 0;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(busy), busy ? delay : 0);
    return () => clearTimeout(timer);
  }, [busy]);
  return shown ? <div className={styles.progressLine} aria-hidden /> : null;
}
