internal import ArgumentParser

/// In which form a command answers that has but two.
enum AnswerFormat: String, NamedChoice {
  case text, json
}
