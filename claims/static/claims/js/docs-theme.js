// Swagger UI is dark where its page is said to be. Not a module: nothing is drawn before it has run.

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
follow();
dark.addEventListener("change", follow);
