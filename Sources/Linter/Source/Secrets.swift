/// Whether attributes of this name hold a password or an encrypted value.
func isPasswordName(_ name: String) -> Bool {
  let lower = name.lowercased()
  return lower.hasSuffix("password") || lower == "encryptedvalue"
}
