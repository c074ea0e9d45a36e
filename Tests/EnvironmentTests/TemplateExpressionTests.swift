import IISConfiguration
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// What expressions of templates stand for.
@Suite(.timeLimited) struct TemplateExpressionTests {
  private static func json(_ text: String) throws -> JSONValue { try JSONReader.read(ArraySlice(text.utf8)) }

  private static let template = #"""
    {"parameters": {"vm": {"type": "string"}, "vnet": {"type": "string", "defaultValue": "vnet1"},
      "id": {"type": "string", "defaultValue": "[newGuid()]"}, "id2": {"type": "string", "defaultValue": "[newGuid()]"}},
     "variables": {"ports": ["21", "990"], "subnet": "[format('{0}-ftp', parameters('vnet'))]",
      "circle": "[variables('circle')]", "nested": {"a": {"b": ["x", "[parameters('vm')]"]}}, "escaped": "[[no]",
      "copy": [{"name": "squares", "count": 3, "input": "[mul(copyIndex('squares'), copyIndex('squares'))]"}]},
     "functions": [{"namespace": "own", "members": {"twice": {"parameters": [{"name": "what", "type": "string"}],
      "output": {"type": "string", "value": "[concat(parameters('what'), parameters('what'))]"}}}}],
     "resources": [
      {"type": "Microsoft.Network/virtualNetworks", "name": "[parameters('vnet')]", "properties":
       {"subnets": [{"name": "default", "properties": {"addressPrefix": "10.0.0.0/24"}}]}}]}
    """#

  /// What a string stands for, written as JSON with unknown stretches of text in brackets.
  private static func value(_ text: String, _ evaluator: TemplateEvaluator? = nil) throws -> String {
    let deployment = TemplateDeployment(try json(template), file: "t")
    let evaluator = evaluator ?? deployment.evaluator
    let value = evaluator.expand(JSONValue(content: .string(text), range: ByteRange(0, 1)))
    return withExtendedLifetime(deployment) { described(value) }
  }

  private static func described(_ value: JSONValue) -> String {
    switch value.content {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let number): number
    case .string(let text): "'\(text)'"
    case .unknown(let unknown): "?\(unknown.text)"
    case .array(let elements): "[\(elements.map(described).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\($0.name.value): \(described($0.value))" }.joined(separator: ", "))}"
    }
  }

  @Test(arguments: [
    ("plain", "'plain'"), ("[[plain]", "'[plain]'"), ("['it''s']", "'it's'"), ("[variables('escaped')]", "'[no]'"),
    ("[ concat( 'a' ,\n 'b', 1) ]", "'ab1'"), ("[concat(variables('ports'), createArray('x'))]", "['21', '990', 'x']"),
    ("[format('{0}/{1:000}{{}}', variables('subnet'), 7)]", "'vnet1-ftp/007{}'"),
    ("[variables('nested').a['b'][0]]", "'x'"), ("[last(variables('ports'))]", "'990'"),
    ("[if(equals(parameters('vnet'), 'vnet1'), 'yes', parameters('vm'))]", "'yes'"),
    ("[and(false(), parameters('vm'))]", "false"), ("[or(parameters('vm'), true())]", "true"),
    ("[coalesce(null(), 'b')]", "'b'"), ("[length(variables('nested').a.b)]", "2"),
    ("[variables('squares')]", "[0, 1, 4]"), ("[own.twice('ab')]", "'abab'"),
    ("[map(range(0, 2), lambda('i', add(lambdaVariables('i'), 10)))]", "[10, 11]"),
    ("[filter(variables('ports'), lambda('p', equals(lambdaVariables('p'), '21')))]", "['21']"),
    ("[contains(variables('ports'), '21')]", "true"), ("[contains('abc', 'd')]", "false"),
    ("[union(createArray('a', 'b'), createArray('b', 'c'))]", "['a', 'b', 'c']"),
    ("[split('a,b;c', createArray(',', ';'))]", "['a', 'b', 'c']"), ("[join(variables('ports'), '-')]", "'21-990'"),
    ("[substring('nsg-ftp', 4, 3)]", "'ftp'"), ("[take('abc', 2)]", "'ab'"),
    ("[skip(variables('ports'), 1)]", "['990']"),
    ("[tryGet(variables('nested'), 'a', 'c')]", "null"), ("[bool('True')]", "true"), ("[int('21')]", "21"),
    ("[toLower('NSG')]", "'nsg'"), ("[replace('a-b', '-', '')]", "'ab'"), ("[padLeft('7', 3, '0')]", "'007'"),
    ("[json('null')]", "null"), ("[json('{\"a\": [1]}').a]", "[1]"),
    ("[items(createObject('k', 1))[0].value]", "1"), ("[div(7, 2)]", "3"), ("[sys.concat('a')]", "'a'"),
  ])
  func whatFilesTellIsComputed(_ text: String, _ expected: String) throws {
    #expect(try Self.value(text) == expected)
  }

  @Test(arguments: [
    ("[parameters('vm')]", "?[parameters('vm')]"), ("[concat(parameters('vm'), '-nic')]", "?[parameters('vm')]-nic"),
    ("[toUpper(concat(parameters('vm'), '-nic'))]", "?[parameters('vm')]-NIC"),
    ("[uniqueString(resourceGroup().id)]", "?[uniquestring(resourcegroup().id)]"),
    ("[if(parameters('vm'), 'a', 'b')]", "?[if(parameters('vm'), 'a', 'b')]"),
    ("[resourceGroup().location]", "?[resourcegroup().location]"), ("[variables('circle')]", "?[variables('circle')]"),
    ("[variables('none')]", "?[variables('none')]"), ("[no function", "'[no function'"),
    ("[no function]", "?[[no function]]"),
    ("[div(1, 0)]", "?[div(1, 0)]"), ("[add(9223372036854775807, 1)]", "?[add(9223372036854775807, 1)]"),
    ("[variables('ports')[2]]", "?[variables('ports')[2]]"), ("[copyIndex()]", "?[copyindex()]"),
    ("[equals(parameters('vm'), 'x')]", "?[equals(parameters('vm'), 'x')]"),
    ("[json('{')]", "?[json('{')]"),
  ])
  func whatNoFileTellsStaysUnknown(_ text: String, _ expected: String) throws {
    #expect(try Self.value(text) == expected)
  }

  @Test(arguments: [
    (
      "[resourceId('Microsoft.Network/virtualNetworks/subnets', parameters('vnet'), 'ftp')]",
      "?/subscriptions/[subscription().subscriptionId]/resourceGroups/[resourceGroup().name]/providers/"
        + "Microsoft.Network/virtualNetworks/vnet1/subnets/ftp"
    ),
    (
      "[resourceId('s', 'rg', 'Microsoft.Network/networkSecurityGroups', 'nsg')]",
      "'/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg'"
    ),
    (
      "[subscriptionResourceId('s', 'Microsoft.X/things', 'a')]", "'/subscriptions/s/providers/Microsoft.X/things/a'"
    ),
    (
      "[resourceId('Microsoft.Network/networkSecurityGroups', 'a', 'b')]",
      "?[resourceid('Microsoft.Network/networkSecurityGroups', 'a', 'b')]"
    ),
    (
      "[reference('vnet1').subnets[0].id]",
      "?/subscriptions/[subscription().subscriptionId]/resourceGroups/[resourceGroup().name]/providers/"
        + "Microsoft.Network/virtualNetworks/vnet1/subnets/default"
    ),
    ("[reference('vnet1').subnets[0].properties.addressPrefix]", "'10.0.0.0/24'"),
    ("[reference('other').subnets[0].id]", "?[reference('other').subnets[0].id]"),
  ])
  func resourcesHaveIDs(_ text: String, _ expected: String) throws {
    #expect(try Self.value(text) == expected)
  }

  @Test func aValueOfItsOwnIsNeverAnother() throws {
    let deployment = TemplateDeployment(try Self.json(Self.template), file: "t")
    func text(_ text: String, _ evaluator: TemplateEvaluator) -> PartialText? {
      evaluator.expand(JSONValue(content: .string(text), range: ByteRange(0, 1))).partialText
    }
    let evaluator = deployment.evaluator
    func compare(_ left: String, _ right: String) throws -> PartialText.Comparison {
      try #require(text(left, evaluator)).compared(with: try #require(text(right, evaluator)))
    }
    #expect(try compare("[parameters('vm')]", "[parameters('VM')]") == .same)
    #expect(try compare("[concat(parameters('vm'), '-a')]", "[format('{0}-b', parameters('vm'))]") == .different)
    #expect(try compare("[parameters('vm')]", "nsg") == .unknown)
    #expect(try compare("[parameters('id')]", "[parameters('id2')]") == .unknown)
    // A loop's turns make different texts of the same words.
    let first = text("[uniqueString(string(copyIndex()))]", evaluator.looping("l", 0))
    let second = text("[uniqueString(string(copyIndex()))]", evaluator.looping("l", 1))
    #expect(try #require(first).compared(with: try #require(second)) == .unknown)
  }

  @Test func whatHangsOnItselfIsUnknown() throws {
    let template = """
      {"contentVersion": "1", "languageVersion": "2.0", "resources": {
       "a": {"type": "Microsoft.Network/networkSecurityGroups", "name": "[reference('b').x]", "properties": {"x": "[reference('a').x]"}},
       "b": {"type": "Microsoft.Network/networkSecurityGroups", "name": "b", "copy": {"name": "l", "count": "[length(reference('a').y)]"}},
       "d": {"type": "Microsoft.Resources/deployments", "name": "d", "properties": {"parameters":
        {"p": {"value": "[reference('d').outputs.o.value]"}}, "template": {"parameters": {"p": {"type": "string"}},
         "resources": {"n": {"type": "Microsoft.Network/networkSecurityGroups", "name": "[parameters('p')]"}},
         "outputs": {"o": {"type": "string", "value": "[parameters('p')]"}}}}}}}
      """
    let resources = TemplateDeployment(try Self.json(template), file: "t").allResources
    #expect(resources.map(\.name.text) == [nil, "b", "d", nil])
    _ = resources.map(\.value)
  }

  @Test func whatGrowsWithoutEndIsUnknown() throws {
    let doubled = (1..<64).map { "\"v\($0)\": \"[concat(variables('v\($0 - 1)'), variables('v\($0 - 1)'))]\"" }
    let nested = (1..<400).map { "\"n\($0)\": [[[[\"[variables('n\($0 - 1)')]\"]]]]" }
    let template = """
      {"variables": {"v0": "aaaaaaaa", \(doubled.joined(separator: ", ")), "n0": 1, \(nested.joined(separator: ", "))}}
      """
    let deployment = TemplateDeployment(try Self.json(template), file: "t")
    for name in (0..<64).map({ "v\($0)" }) + (0..<400).map({ "n\($0)" }) {
      _ = try Self.value("[variables('\(name)')]", deployment.evaluator)
    }
    for name in ["v63", "n399"] {
      let value = try Self.value("[variables('\(name)')]", deployment.evaluator)
      #expect(value.contains("?") && value.utf8.count < 300_000)
    }
    let deep = "[" + String(repeating: "not(", count: 5_000) + "true()" + String(repeating: ")", count: 5_000) + "]"
    #expect(try Self.value(deep, deployment.evaluator).hasPrefix("?"))
  }
}
