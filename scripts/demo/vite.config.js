// Named .mjs, which node reads as a module wherever the file is.
export default { build: { rolldownOptions: { output: { entryFileNames: "[name].mjs" } } } };
