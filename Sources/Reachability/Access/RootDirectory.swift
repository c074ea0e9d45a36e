public import IISConfiguration
public import Text

extension RootDirectoryGap {
  /// What is missing, as a sentence: `the site has no application at /`.
  public var sentence: Message {
    switch part {
    case .application: "the site has no application at /"
    case .virtualDirectory: "the site's root application has no virtual directory at /"
    case .physicalPath: "the site's root virtual directory has no physical path"
    }
  }
}
