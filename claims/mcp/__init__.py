"""Claims for language models, by the Model Context Protocol: tools that ask the API in process and give its words."""
