"""The pass over an article that proposes: rules on characters, one file a component."""
