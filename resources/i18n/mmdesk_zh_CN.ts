<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutProgram</name>
    <message>
        <source>About mmdesk</source>
        <translation>关于 mmdesk</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation>组件及其许可证</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证文本</translation>
    </message>
    <message>
        <source>Choose a part to read its licence.</source>
        <translation>选择一个组件以阅读其许可证。</translation>
    </message>
    <message>
        <source>Classifies things by picture, words and sound at once. Nothing leaves this computer.</source>
        <translation>同时根据图片、文字和声音进行分类。任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>mmdesk is under the MIT licence. It stands on these parts, which have licences of their own:</source>
        <translation>mmdesk 采用 MIT 许可证。它建立在以下组件之上，这些组件各有自己的许可证：</translation>
    </message>
    <message>
        <source>{name} brings no text of its licence along.</source>
        <translation>{name} 没有附带许可证文本。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open files…</source>
        <translation>打开文件…(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;New sample</source>
        <translation>新样本(&amp;N)</translation>
    </message>
    <message>
        <source>Open a &amp;model file…</source>
        <translation>打开模型文件…(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Copy the answer</source>
        <translation>复制答案(&amp;C)</translation>
    </message>
    <message>
        <source>Open the folder of the &amp;log</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>{title}: {knows}</source>
        <translation>{title}：{knows}</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>跟随系统(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Hold the right one in {share}</source>
        <translation>{share} 的情况下包含正确答案</translation>
    </message>
    <message>
        <source>Choose a picture, a text, a sound, or several of them</source>
        <translation>选择图片、文字、声音，或其中几样</translation>
    </message>
    <message>
        <source>&amp;Forget recent models</source>
        <translation>忘记最近的模型(&amp;F)</translation>
    </message>
</context>
<context>
    <name>AlikeCard</name>
    <message>
        <source>Most like</source>
        <translation>最像</translation>
    </message>
    <message>
        <source>Compared by</source>
        <translation>比较依据</translation>
    </message>
    <message>
        <source>Show under Problems</source>
        <translation>在“问题”中显示</translation>
    </message>
    <message>
        <source>Look among {count:# example|# examples}</source>
        <translation>在 {count:#} 个示例中查找</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>全部一起</translation>
    </message>
    <message>
        <source>{label}, similarity {similarity}, row {row}</source>
        <translation>{label}，相似度 {similarity}，第 {row} 行</translation>
    </message>
    <message>
        <source>Example {place}: {told}</source>
        <translation>示例 {place}：{told}</translation>
    </message>
    <message>
        <source>Every example has to be looked at once. You can go on meanwhile.</source>
        <translation>每个示例都要看一遍，期间您可以继续操作。</translation>
    </message>
    <message>
        <source>Looking at the examples: {done} of {total}</source>
        <translation>正在查看示例：{done} / {total}</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>No example has a label and a part that this sample has.</source>
        <translation>没有既带标签、又具有此样本某一部分的示例。</translation>
    </message>
    <message>
        <source>Much like examples of the project; 1 is the same, 0 nothing in common.</source>
        <translation>与项目中的示例很像；1 为相同，0 为毫无共同之处。</translation>
    </message>
    <message>
        <source>Like examples of the project, as they are like each other; 1 is the same, 0 nothing in common.</source>
        <translation>像项目中的示例，程度与示例之间相仿；1 为相同，0 为毫无共同之处。</translation>
    </message>
    <message>
        <source>Hardly like any example of the project; 1 is the same, 0 nothing in common.</source>
        <translation>几乎不像项目中的任何示例；1 为相同，0 为毫无共同之处。</translation>
    </message>
    <message>
        <source>Row {row} is labelled {label}, but all examples around it are {other}: its label may be wrong.</source>
        <translation>第 {row} 行的标签是 {label}，但它周围的示例都是 {other}：标签可能有误。</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Scores of the best classes</source>
        <translation>得分最高的类别</translation>
    </message>
    <message>
        <source>To teach it, put such samples into a class of their own, such as “background” or “other”, and train anew.</source>
        <translation>若要让它学会，请把这类样本放进单独的类别，例如“背景”或“其他”，然后重新训练。</translation>
    </message>
    <message>
        <source>Ask “{title}” instead</source>
        <translation>改问“{title}”</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>The parts contradict each other: {sides}</source>
        <translation>各部分相互矛盾：{sides}</translation>
    </message>
    <message>
        <source>The model is being opened. You can already drop a picture, type words or drop a sound.</source>
        <translation>正在打开模型。现在就可以拖入图片、输入文字或拖入声音。</translation>
    </message>
    <message>
        <source>The model is being opened. The answer comes as soon as it is ready.</source>
        <translation>正在打开模型。就绪后立即给出答案。</translation>
    </message>
    <message>
        <source>No model is open. {problem}</source>
        <translation>没有打开模型。{problem}</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Everything is switched off. Switch a part on to get an answer.</source>
        <translation>所有部分都已关闭。打开一个部分即可得到答案。</translation>
    </message>
</context>
<context>
    <name>BalanceCard</name>
    <message>
        <source>Balance</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Count in the classes</source>
        <translation>按类别计数</translation>
    </message>
    <message>
        <source>all examples</source>
        <translation>所有示例</translation>
    </message>
    <message>
        <source>with: {part}</source>
        <translation>含：{part}</translation>
    </message>
    <message>
        <source>Examples with each part</source>
        <translation>含各部分的示例</translation>
    </message>
    <message>
        <source>Click a class to see its examples</source>
        <translation>点击类别查看其示例</translation>
    </message>
    <message>
        <source>Names and order…</source>
        <translation>名称和顺序…</translation>
    </message>
    <message>
        <source>Give the classes other names, or put them in another order</source>
        <translation>给类别改名，或调整它们的顺序</translation>
    </message>
    <message>
        <source>See its examples</source>
        <translation>查看它的示例</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>（无标签）</translation>
    </message>
</context>
<context>
    <name>BatchCard</name>
    <message>
        <source>Batch</source>
        <translation>批量分类</translation>
    </message>
    <message>
        <source>Samples and their answers</source>
        <translation>样本及其答案</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Only those without an answer</source>
        <translation>只看没有答案的</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export the answers as a table</source>
        <translation>将答案导出为表格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the batch</source>
        <translation>关闭批量分类</translation>
    </message>
    <message>
        <source>The model that is open knows none of their labels. Train one of your own with them:</source>
        <translation>当前模型不认识这些标签。可以用它们训练自己的模型：</translation>
    </message>
    <message>
        <source>They have labels: a model can learn from them.</source>
        <translation>它们带有标签：可以用来训练模型。</translation>
    </message>
    <message>
        <source>Open on Data</source>
        <translation>在“数据”中打开</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Answer anew</source>
        <translation>重新分类</translation>
    </message>
    <message>
        <source>{done} of {total} answered</source>
        <translation>已答 {done}，共 {total}</translation>
    </message>
    <message>
        <source>, {count} cannot be</source>
        <translation>，{count} 个无法回答</translation>
    </message>
    <message>
        <source>{told}, but not by the model that is open now</source>
        <translation>{told}（由之前的模型回答）</translation>
    </message>
    <message>
        <source>Export the answers</source>
        <translation>导出答案</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>BatchFilter</name>
    <message>
        <source>Answers that are shown</source>
        <translation>显示哪些答案</translation>
    </message>
    <message>
        <source>Scores that are shown</source>
        <translation>显示哪些得分</translation>
    </message>
    <message>
        <source>any score</source>
        <translation>任意得分</translation>
    </message>
    <message>
        <source>below {score}</source>
        <translation>低于 {score}</translation>
    </message>
    <message>
        <source>{score} and more</source>
        <translation>{score} 及以上</translation>
    </message>
    <message>
        <source>all answers</source>
        <translation>全部答案</translation>
    </message>
</context>
<context>
    <name>BatchModel</name>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Possible</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>熟悉</translation>
    </message>
    <message>
        <source>not answered: {reason}</source>
        <translation>没有答案：{reason}</translation>
    </message>
    <message>
        <source>contradict</source>
        <translation>相互矛盾</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>{label} (not {answer})</source>
        <translation>{label}（不是 {answer}）</translation>
    </message>
</context>
<context>
    <name>BatchReview</name>
    <message>
        <source>Tick all shown</source>
        <translation>勾选所显示的</translation>
    </message>
    <message>
        <source>Tick the answers that are right; a double click on an answer corrects it</source>
        <translation>勾选正确的答案；双击答案即可更正</translation>
    </message>
    <message>
        <source>Copy the ticked samples into the project, each with its answer as its label</source>
        <translation>把勾选的样本复制到项目中，以各自的答案作为标签</translation>
    </message>
    <message>
        <source>Take {count:# example|# examples}</source>
        <translation>收入 {count:#} 个示例</translation>
    </message>
    <message>
        <source>Take as examples</source>
        <translation>收入为示例</translation>
    </message>
</context>
<context>
    <name>BeginRow</name>
    <message>
        <source>Samples that you label here teach a model. Begin a project for them, or open one on Data.</source>
        <translation>您在这里标注的样本可以训练模型。请为它们新建项目，或在“数据”页打开一个。</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Begin a project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>in the folder {folder}</source>
        <translation>位于文件夹 {folder}</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save this chart…</source>
        <translation>保存此图表…</translation>
    </message>
</context>
<context>
    <name>ChartsCard</name>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Save this chart…</source>
        <translation>保存此图表…</translation>
    </message>
    <message>
        <source>{name} could not be written. Choose another place.</source>
        <translation>无法写入 {name}。请选择其他位置。</translation>
    </message>
</context>
<context>
    <name>ChoiceCard</name>
    <message>
        <source>What is judged</source>
        <translation>评估什么</translation>
    </message>
    <message>
        <source>Another model…</source>
        <translation>其他模型…</translation>
    </message>
    <message>
        <source>Other data…</source>
        <translation>其他数据…</translation>
    </message>
    <message>
        <source>Samples to judge by</source>
        <translation>用于评估的样本</translation>
    </message>
    <message>
        <source>test samples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>validation samples</source>
        <translation>验证样本</translation>
    </message>
    <message>
        <source>training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Classify with this model from now on</source>
        <translation>从现在起用此模型分类</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Data: {name}</source>
        <translation>数据：{name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Drop the folder of a dataset here, or a model file, then press Judge.</source>
        <translation>将数据集文件夹或模型文件拖到这里，然后按“评估”。</translation>
    </message>
    <message>
        <source>What learns while you collect is no model file yet: press “Use it” beside it on Classify, or train.</source>
        <translation>随收集学习的内容还不是模型文件：请在“分类”页按旁边的“使用”，或进行训练。</translation>
    </message>
    <message>
        <source>Choose the folder of a dataset</source>
        <translation>选择数据集所在的文件夹</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Answers (*.csv)</source>
        <translation>答案 (*.csv)</translation>
    </message>
    <message>
        <source>Figures (*.json)</source>
        <translation>指标 (*.json)</translation>
    </message>
    <message>
        <source>all samples</source>
        <translation>所有样本</translation>
    </message>
</context>
<context>
    <name>ClassChoice</name>
    <message>
        <source>Label of the example</source>
        <translation>示例的标签</translation>
    </message>
    <message>
        <source>Label of the example, in letters</source>
        <translation>示例的标签（手工输入）</translation>
    </message>
    <message>
        <source>another label, or the first letters of one</source>
        <translation>其他标签，或标签的开头几个字</translation>
    </message>
    <message>
        <source>Label it so</source>
        <translation>就这样标</translation>
    </message>
    <message>
        <source>{label}, the program&apos;s guess</source>
        <translation>{label}，程序的猜测</translation>
    </message>
    <message>
        <source>{label} (key {key})</source>
        <translation>{label}（按键 {key}）</translation>
    </message>
</context>
<context>
    <name>ClassesCard</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Figures of each class</source>
        <translation>各类别的指标</translation>
    </message>
    <message>
        <source>{figure} before</source>
        <translation>之前的{figure}</translation>
    </message>
    <message>
        <source>Judge another model on the same samples, such as one that makes up for rare classes, to see both side by side.</source>
        <translation>用同样的样本再评估一个模型（例如补偿了少数类别的模型），即可并排对照。</translation>
    </message>
    <message>
        <source>Before: {model}, on the same samples.</source>
        <translation>之前：{model}，样本相同。</translation>
    </message>
</context>
<context>
    <name>ClassesDialog</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Drag a class to another place, or click its name twice to write another one.</source>
        <translation>将类别拖到其他位置，或双击其名称来改名。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Write another name (F2)</source>
        <translation>输入其他名称 (F2)</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There is a class {name} already. Should the two become one?</source>
        <translation>已有类别 {name}。要把两者合并吗？</translation>
    </message>
    <message>
        <source>Join the classes?</source>
        <translation>合并类别？</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
</context>
<context>
    <name>Collection</name>
    <message>
        <source>My examples</source>
        <translation>我的示例</translation>
    </message>
    <message>
        <source>My examples {number}</source>
        <translation>我的示例 {number}</translation>
    </message>
    <message>
        <source>Another project is being opened. Do that again when it is there.</source>
        <translation>正在打开另一个项目。请在打开之后再试一次。</translation>
    </message>
</context>
<context>
    <name>ConfusionCard</name>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Rows are the true class, columns the answer. Choose a cell to see its samples.</source>
        <translation>行是真实类别，列是答案。选择单元格查看其样本。</translation>
    </message>
    <message>
        <source>Numbers in the cells</source>
        <translation>单元格中的数</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>shares of the true class</source>
        <translation>占真实类别的比例</translation>
    </message>
    <message>
        <source>shares of the answers</source>
        <translation>占答案的比例</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Most frequent confusions</source>
        <translation>最常见的混淆</translation>
    </message>
    <message>
        <source>Most frequent confusions…</source>
        <translation>最常见的混淆…</translation>
    </message>
    <message>
        <source>{truth} taken for {predicted}: {count}</source>
        <translation>{truth} 被当成 {predicted}：{count}</translation>
    </message>
</context>
<context>
    <name>ConfusionModel</name>
    <message>
        <source>{count:# sample|# samples} of the class {truth} {count:was|were} answered {predicted}</source>
        <translation>类别 {truth} 中有 {count:#} 个样本被答为 {predicted}</translation>
    </message>
</context>
<context>
    <name>CountedCard</name>
    <message>
        <source>What counted</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>显示原因</translation>
    </message>
    <message>
        <source>contribution</source>
        <translation>贡献</translation>
    </message>
    <message>
        <source>Contributions of the parts</source>
        <translation>各部分的贡献</translation>
    </message>
    <message>
        <source>The average is what the model says when nothing is shown.</source>
        <translation>平均值是什么都不给模型看时它给出的答案。</translation>
    </message>
    <message>
        <source>Mark what in the picture, the words and the sound the answer rests on. Click another class: why not that.</source>
        <translation>标出答案依据的是图片、文字和声音中的哪些地方。点击另一个类别：为什么不是它。</translation>
    </message>
    <message>
        <source>What the part adds to the average answer, exactly: its Shapley value. Of classes in points of per cent.</source>
        <translation>该部分在平均答案之上准确增加了多少：即它的 Shapley 值。对类别以百分点计。</translation>
    </message>
    <message>
        <source>on its own</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>What the part says alone.</source>
        <translation>只看这一部分时的答案。</translation>
    </message>
    <message>
        <source>“{label}”: what glows orange speaks for it, what is blue or underlined in waves against it. {parts}</source>
        <translation>“{label}”：发橙光的地方支持它，蓝色或带波浪线的地方反对它。{parts}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Weight in the fusion: {weight}</source>
        <translation>融合中的权重：{weight}</translation>
    </message>
    <message>
        <source>≠ disagrees</source>
        <translation>≠ 不一致</translation>
    </message>
    <message>
        <source>disagrees with the answer</source>
        <translation>与答案不一致</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>mmdesk</source>
        <translation>mmdesk</translation>
    </message>
    <message>
        <source>Something went wrong inside mmdesk.</source>
        <translation>mmdesk 内部出错了。</translation>
    </message>
    <message>
        <source>You can go on working; what you were doing just now may not be done. The log is in {folder}.</source>
        <translation>您可以继续工作；刚才的操作可能没有完成。日志在 {folder}。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>End mmdesk</source>
        <translation>结束 mmdesk</translation>
    </message>
</context>
<context>
    <name>DataCard</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>The open project</source>
        <translation>打开的项目</translation>
    </message>
    <message>
        <source>Choose the folder of a dataset</source>
        <translation>选择数据集所在的文件夹</translation>
    </message>
    <message>
        <source>Looking at {name}…</source>
        <translation>正在查看 {name}…</translation>
    </message>
    <message>
        <source>Drop the folder of a dataset here: with a manifest.csv, with a folder for each class, or with arrays.</source>
        <translation>将数据集文件夹拖到这里：含 manifest.csv、每个类别一个文件夹，或数组。</translation>
    </message>
    <message>
        <source>{name} · {count:# example|# examples}</source>
        <translation>{name} · {count:# 个示例}</translation>
    </message>
    <message>
        <source> · split automatically into training, validation and test</source>
        <translation> · 自动划分为训练、验证和测试</translation>
    </message>
    <message>
        <source>{count:# row cannot be read and is|# rows cannot be read and are} left out.</source>
        <translation>{count:#} 行无法读取，已略去。</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>What you dropped lies on Classify: give it a label and keep it there.</source>
        <translation>您拖入的内容在“分类”页：请在那里给它标签并保留。</translation>
    </message>
    <message>
        <source>Project: {name}</source>
        <translation>项目：{name}</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>copying… {done} of {total} files</source>
        <translation>正在复制… {done}/{total} 个文件</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>What you typed</source>
        <translation>您输入的文字</translation>
    </message>
</context>
<context>
    <name>DetailsCard</name>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Large…</source>
        <translation>放大…</translation>
    </message>
    <message>
        <source>Show it as large as the window (Enter in the table)</source>
        <translation>放大到整个窗口（在表格中按回车）</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>（无标签）</translation>
    </message>
</context>
<context>
    <name>EarlierCard</name>
    <message>
        <source>Earlier</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Private: keep no answers</source>
        <translation>隐私：不保留答案</translation>
    </message>
    <message>
        <source>While it is on, no answer is kept, and the desk is empty at the next start.</source>
        <translation>打开时不保留任何答案，下次启动时工作台是空的。</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>All…</source>
        <translation>全部…</translation>
    </message>
    <message>
        <source>All earlier answers</source>
        <translation>所有以往的答案</translation>
    </message>
    <message>
        <source>{label}, {score}, {time}, by {model}</source>
        <translation>{label}，{score}，{time}，模型 {model}</translation>
    </message>
    <message>
        <source>{label}, {time}, by {model}</source>
        <translation>{label}，{time}，模型 {model}</translation>
    </message>
    <message>
        <source>Earlier: {answer}</source>
        <translation>以往：{answer}</translation>
    </message>
    <message>
        <source>Private: no answers are kept.</source>
        <translation>隐私：不保留答案。</translation>
    </message>
    <message>
        <source>Answers that stand for a moment are kept here.</source>
        <translation>停留片刻的答案会保留在这里。</translation>
    </message>
</context>
<context>
    <name>EarlierDialog</name>
    <message>
        <source>Earlier answers</source>
        <translation>以往的答案</translation>
    </message>
    <message>
        <source>Search answers, words, file names and models</source>
        <translation>搜索答案、文字、文件名和模型</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Lay on the desk</source>
        <translation>放回工作台</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation>全部删除…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count:The earlier answer is|All # earlier answers are} deleted, with the copies of what was pasted or recorded.</source>
        <translation>将删除全部 {count:#} 个以往的答案，以及粘贴或录制内容的副本。</translation>
    </message>
    <message>
        <source>Delete all?</source>
        <translation>全部删除？</translation>
    </message>
    <message>
        <source>Your own files stay where they are.</source>
        <translation>您自己的文件不受影响。</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Nothing is kept.</source>
        <translation>没有保留任何答案。</translation>
    </message>
    <message>
        <source>Nothing of what is kept matches.</source>
        <translation>没有匹配的答案。</translation>
    </message>
</context>
<context>
    <name>EffortQuestion</name>
    <message>
        <source>How much effort?</source>
        <translation>训练强度？</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
</context>
<context>
    <name>EncoderChoice</name>
    <message>
        <source>another… (folder)</source>
        <translation>其他…（文件夹）</translation>
    </message>
    <message>
        <source>Choose a folder with an encoder</source>
        <translation>选择含有编码器的文件夹</translation>
    </message>
</context>
<context>
    <name>EncodingChoice</name>
    <message>
        <source>Another one</source>
        <translation>其他编码</translation>
    </message>
    <message>
        <source>Read in another encoding</source>
        <translation>按其他编码读取</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Read as {encoding}</source>
        <translation>按 {encoding} 读取</translation>
    </message>
</context>
<context>
    <name>FiguresCard</name>
    <message>
        <source>How good it is</source>
        <translation>评估结果</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Words, file names and labels</source>
        <translation>文字、文件名和标签</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Without a label</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>Most worth labelling first</source>
        <translation>最值得标注的在先</translation>
    </message>
    <message>
        <source>All splits</source>
        <translation>所有划分</translation>
    </message>
    <message>
        <source>Without a split</source>
        <translation>无划分</translation>
    </message>
    <message>
        <source>Any parts</source>
        <translation>任意部分</translation>
    </message>
    <message>
        <source>With: {part}</source>
        <translation>含：{part}</translation>
    </message>
    <message>
        <source>Without: {part}</source>
        <translation>不含：{part}</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Show in the folder</source>
        <translation>在文件夹中显示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy…</source>
        <translation>复制(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>It is a table among other files: do this where they lie.</source>
        <translation>这只是其他文件中的一个表格：请到它所在的文件夹中操作。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>What the project, and its folder, is called:</source>
        <translation>项目及其文件夹的名称：</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} 副本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>What the copy, which will lie beside it, is called:</source>
        <translation>副本的名称（与原项目放在同一处）：</translation>
    </message>
    <message>
        <source>Put the project {name} with {count:# example|# examples}, and all else in its folder, into the trash?</source>
        <translation>要把项目 {name}（{count:#} 个示例）及其文件夹中的所有内容移到回收站吗？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Put into the trash</source>
        <translation>移到回收站</translation>
    </message>
</context>
<context>
    <name>FusionQuestion</name>
    <message>
        <source>Which fusion?</source>
        <translation>用哪种融合？</translation>
    </message>
    <message>
        <source>the usual one ({name})</source>
        <translation>常用：{name}</translation>
    </message>
    <message>
        <source>try them all</source>
        <translation>全部试一遍</translation>
    </message>
    <message>
        <source>Trains {count:# model|# models}, one with each fusion, and compares them.</source>
        <translation>用每种融合各训练一个模型，共 {count:#} 个，并加以比较。</translation>
    </message>
</context>
<context>
    <name>GridPane</name>
    <message>
        <source>Examples as pictures</source>
        <translation>以图片显示的示例</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and the wheel)</source>
        <translation>图片大小（Ctrl 加滚轮）</translation>
    </message>
    <message>
        <source>by class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Keep the examples of a class together, and count them</source>
        <translation>把同一类别的示例放在一起并计数</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Goal for each class</source>
        <translation>每个类别的目标</translation>
    </message>
    <message>
        <source>How many examples of each class you want to gather</source>
        <translation>每个类别想收集多少个示例</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Without a label</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>{label}  {count} of {goal}</source>
        <translation>{label}  {count}/{goal}</translation>
    </message>
    <message>
        <source>{label}  {count}</source>
        <translation>{label}  {count}</translation>
    </message>
    <message>
        <source>{counted} · {shown} shown</source>
        <translation>{counted} · 显示 {shown} 个</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>Computes on {device}. {reason}</source>
        <translation>计算设备：{device}。{reason}</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>入门…(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>快捷键…(&amp;K)</translation>
    </message>
    <message>
        <source>About this &amp;model…</source>
        <translation>关于此模型…(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;About mmdesk…</source>
        <translation>关于 mmdesk…(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>{count:# example is|# examples are} in {name} now.</source>
        <translation>{count:#} 个示例已收入 {name}。</translation>
    </message>
</context>
<context>
    <name>IncomingRow</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take none of the files that were dropped</source>
        <translation>不再接收拖入的文件</translation>
    </message>
    <message>
        <source>takes the files in: {done} of {total}</source>
        <translation>正在接收文件：{done}/{total}</translation>
    </message>
    <message>
        <source>looks at the files…</source>
        <translation>正在查看文件…</translation>
    </message>
</context>
<context>
    <name>InputCard</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Count: {name}</source>
        <translation>计入：{name}</translation>
    </message>
    <message>
        <source>What if it were missing? Switch it off to see the answer without it.</source>
        <translation>如果没有它会怎样？关闭它，看看没有它时的答案。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>this model does not use it</source>
        <translation>此模型不使用它</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Show it nevertheless: a project can collect it</source>
        <translation>仍然显示：项目可以收集这一部分</translation>
    </message>
    <message>
        <source>Show: {name}</source>
        <translation>显示：{name}</translation>
    </message>
</context>
<context>
    <name>JudgePage</name>
    <message>
        <source>Here you see how good a model is: its accuracy, each class, what it takes for what, how far its scores can be trusted, and whether fusion helps.</source>
        <translation>在这里查看模型的表现：准确率、各个类别、哪些类别容易混淆、得分有多可信，以及融合是否有帮助。</translation>
    </message>
</context>
<context>
    <name>KeepCard</name>
    <message>
        <source>Keep as an example</source>
        <translation>保留为示例</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep this sample as an example (Ctrl+Enter)</source>
        <translation>将此样本保留为示例 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>No, this is a…</source>
        <translation>不对，这是…</translation>
    </message>
    <message>
        <source>Choose the right class: the sample is kept with it</source>
        <translation>选择正确的类别：样本以此类别保留</translation>
    </message>
    <message>
        <source>Hold to capture</source>
        <translation>按住采集</translation>
    </message>
    <message>
        <source>As long as you hold this, or the space bar on it, every {seconds} s of sound becomes an example</source>
        <translation>按住此按钮（或选中后按住空格键），每 {seconds} 秒声音就成为一个示例</translation>
    </message>
    <message>
        <source>then clear</source>
        <translation>随后清空</translation>
    </message>
    <message>
        <source>Make room for the next sample when one was kept</source>
        <translation>保留之后清空，以便给出下一个样本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Keep this sample as an example</source>
        <translation>将此样本保留为示例</translation>
    </message>
    <message>
        <source>Label of the example</source>
        <translation>示例的标签</translation>
    </message>
    <message>
        <source>a label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>&amp;Something else…</source>
        <translation>其他…(&amp;S)</translation>
    </message>
    <message>
        <source>Undo: {words}</source>
        <translation>撤销：{words}</translation>
    </message>
    <message>
        <source>{count} captured</source>
        <translation>已采集 {count} 个</translation>
    </message>
    <message>
        <source>{count} in {name}</source>
        <translation>{name} 中有 {count} 个</translation>
    </message>
</context>
<context>
    <name>LabelNextDialog</name>
    <message>
        <source>Label, next</source>
        <translation>标注，下一个</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Return to the one before and take its label back</source>
        <translation>回到前一个，并撤回它的标签</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Leave it without a label for now</source>
        <translation>暂时不给标签</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All labels are kept</source>
        <translation>所有标签都已保留</translation>
    </message>
    <message>
        <source>Every example has a label now.</source>
        <translation>现在每个示例都有标签了。</translation>
    </message>
</context>
<context>
    <name>LabelsQuestion</name>
    <message>
        <source>Where are the labels? More than one thing there could tell them.</source>
        <translation>标签在哪里？那里有不止一处可以给出标签。</translation>
    </message>
    <message>
        <source>In the names of the folders</source>
        <translation>在文件夹名称中</translation>
    </message>
    <message>
        <source>In {table}</source>
        <translation>在 {table} 中</translation>
    </message>
</context>
<context>
    <name>LargeDialog</name>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LearningCard</name>
    <message>
        <source>Learning from your examples</source>
        <translation>从您的示例中学习</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Make a model file of what it has learned, and classify with that</source>
        <translation>将学到的内容存为模型文件，并用它来分类</translation>
    </message>
    <message>
        <source>Learn from them</source>
        <translation>从示例学习</translation>
    </message>
    <message>
        <source>Let the examples of this project answer, instead of the model that is open</source>
        <translation>由此项目的示例来回答，而不是已打开的模型</translation>
    </message>
    <message>
        <source>The model {name} answers, as it was when it was saved. The next example that you keep teaches on.</source>
        <translation>由模型 {name} 回答，内容停留在保存之时。保留下一个示例后会继续学习。</translation>
    </message>
    <message>
        <source>The model {name} answers. What you keep does not change it.</source>
        <translation>由模型 {name} 回答。您保留的示例不会改变它。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Give a picture or words, write what it is into the label, and keep it.</source>
        <translation>给出图片或文字，在标签中写下它是什么，然后保留。</translation>
    </message>
    <message>
        <source>Your examples answer. Each one that you keep or correct teaches at once.</source>
        <translation>由您的示例来回答。每保留或更正一个，都会立即学习。</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>A training is running</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>A training is running. Close nevertheless?</source>
        <translation>训练正在进行。仍要关闭吗？</translation>
    </message>
    <message>
        <source>It keeps the best so far and can go on later: choose it in the list of trainings and press “Go on”.</source>
        <translation>会保留目前最佳的模型，以后可以继续：在训练记录中选择它，再按“继续”。</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>停止训练并关闭</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
</context>
<context>
    <name>LiveCard</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Scores of the leading classes over the last seconds</source>
        <translation>最近几秒内领先类别的得分</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Answer nothing for a while; the microphone stays open</source>
        <translation>暂时不回答；麦克风保持打开</translation>
    </message>
    <message>
        <source>From a sound at the microphone to its answer here</source>
        <translation>从麦克风收到声音到给出答案的时间</translation>
    </message>
    <message>
        <source>Keep this moment</source>
        <translation>保留此刻</translation>
    </message>
    <message>
        <source>Take the last seconds as the sound of the sample</source>
        <translation>将最近几秒作为样本的声音</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the events</source>
        <translation>清除事件</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Known from a score of</source>
        <translation>识别门槛（最低得分）</translation>
    </message>
    <message>
        <source>What has a lower score is nothing known</source>
        <translation>得分低于此值，视为未识别</translation>
    </message>
    <message>
        <source>known from</source>
        <translation>识别门槛</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>listening…</source>
        <translation>正在聆听…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>未听出已知类别</translation>
    </message>
    <message>
        <source>{answer} · contradicts the rest</source>
        <translation>{answer} · 与其他部分矛盾</translation>
    </message>
    <message>
        <source>Heard now: {words}</source>
        <translation>现在听到：{words}</translation>
    </message>
    <message>
        <source>Export the events</source>
        <translation>导出事件</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>{milliseconds} ms after the sound</source>
        <translation>延迟 {milliseconds} 毫秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Looking through the files…</source>
        <translation>正在查看这些文件…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Possible classes and numbers</source>
        <translation>可能的类别和数值(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言 Language(&amp;A)</translation>
    </message>
</context>
<context>
    <name>MapPane</name>
    <message>
        <source>Map of the examples</source>
        <translation>示例地图</translation>
    </message>
    <message>
        <source>Classes on the map</source>
        <translation>地图上的类别</translation>
    </message>
    <message>
        <source>Choose classes to see them alone</source>
        <translation>选择类别可单独查看</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Place {count:# example|# examples}</source>
        <translation>放置 {count:#} 个示例</translation>
    </message>
    <message>
        <source>The map shows examples near each other where the model makes the same of them. It needs a model that knows classes of this project: train one, or open it.</source>
        <translation>模型看来相同的示例在地图上彼此靠近。这需要一个认识此项目类别的模型：请训练一个，或打开它。</translation>
    </message>
    <message>
        <source>Every example has to be looked at once. You can go on meanwhile.</source>
        <translation>每个示例都要看一遍，期间您可以继续操作。</translation>
    </message>
    <message>
        <source>Looking at the examples: {done} of {total}</source>
        <translation>正在查看示例：{done} / {total}</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>There are too few examples for a map: it takes three.</source>
        <translation>示例太少，无法绘制地图：至少需要三个。</translation>
    </message>
    <message>
        <source>Near each other is what the model makes the same of. The two directions tell {share} of the differences.</source>
        <translation>彼此靠近的，在模型看来相同。两个方向体现了差异的 {share}。</translation>
    </message>
    <message>
        <source>Shown are {shown} of {count} examples.</source>
        <translation>图中显示 {count} 个示例中的 {shown} 个。</translation>
    </message>
    <message>
        <source>The ring with a cross is the sample on Classify.</source>
        <translation>带十字的圆环是“分类”中的样本。</translation>
    </message>
    <message>
        <source>{count} examples of {classes} classes, such as {named}. The arrow keys go from point to point, plus and minus zoom.</source>
        <translation>{classes} 个类别的 {count} 个示例，例如 {named}。方向键在各点之间移动，加号和减号缩放。</translation>
    </message>
    <message>
        <source>{label}, row {row}</source>
        <translation>{label}，第 {row} 行</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>（无标签）</translation>
    </message>
</context>
<context>
    <name>MicrophoneMenu</name>
    <message>
        <source>Count down before recording</source>
        <translation>录音前倒计时</translation>
    </message>
    <message>
        <source>The system&apos;s own choice</source>
        <translation>由系统选择</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Classify with this model from now on</source>
        <translation>从现在起用此模型分类</translation>
    </message>
    <message>
        <source>Next: collect examples of at least two classes, ten of each for a first model.</source>
        <translation>下一步：收集至少两个类别的示例，每类十个就能得到初步的模型。</translation>
    </message>
    <message>
        <source>Next: train a model on {count:# class|# classes}, the rarest with {fewest:# example|# examples}.</source>
        <translation>下一步：训练模型。现有 {count:#} 个类别，最少的有 {fewest:#} 个示例。</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>Next: judge the model on samples that it did not learn from, or use it.</source>
        <translation>下一步：用没有参与训练的样本评估模型，或直接使用它。</translation>
    </message>
    <message>
        <source>Judge it</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Next: look at the worst mistakes; mend wrong labels, collect more where it errs, and train again.</source>
        <translation>下一步：查看最严重的错误，改正错误的标签，在容易出错之处多收集示例，然后再次训练。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往“数据”</translation>
    </message>
</context>
<context>
    <name>PictureCard</name>
    <message>
        <source>Drop a picture here, or paste one</source>
        <translation>将图片拖到这里，或粘贴图片</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>图片 {name}</translation>
    </message>
</context>
<context>
    <name>PicturePreview</name>
    <message>
        <source>Picture of the example</source>
        <translation>示例的图片</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评估</translation>
    </message>
</context>
<context>
    <name>PlanForm</name>
    <message>
        <source>{words}.</source>
        <translation>{words}。</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Preview: {label}</source>
        <translation>预览：{label}</translation>
    </message>
</context>
<context>
    <name>ProblemsCard</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>{share} % looked at</source>
        <translation>已查看 {share} %</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再次查找</translation>
    </message>
    <message>
        <source>Look for problems</source>
        <translation>查找问题</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Every file is looked at and heard once. Nothing is changed without asking you.</source>
        <translation>每个文件都会看一遍、听一遍。未经您同意不做任何更改。</translation>
    </message>
    <message>
        <source>The data have changed since.</source>
        <translation>此后数据有改动。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Use the other labels</source>
        <translation>改用另一标签</translation>
    </message>
    <message>
        <source>Delete the rows</source>
        <translation>删除这些行</translation>
    </message>
    <message>
        <source>Keep one of each</source>
        <translation>各保留一个</translation>
    </message>
    <message>
        <source>Spell them alike</source>
        <translation>统一写法</translation>
    </message>
    <message>
        <source>Move to training</source>
        <translation>移到训练</translation>
    </message>
</context>
<context>
    <name>ProgressCard</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>停止并保留最佳</translation>
    </message>
    <message>
        <source>Curves of the loss</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Press Train.</source>
        <translation>请按“训练”。</translation>
    </message>
    <message>
        <source>Choose data, then press Train.</source>
        <translation>请选择数据，再按“训练”。</translation>
    </message>
    <message>
        <source>{first} While it learns, its curves are shown here.</source>
        <translation>{first}训练时，曲线会显示在这里。</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>排队等候</translation>
    </message>
    <message>
        <source>interrupted; it can go on</source>
        <translation>已中断；可以继续</translation>
    </message>
    <message>
        <source>stopped; it can go on</source>
        <translation>已停止；可以继续</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>keeps the best so far…</source>
        <translation>正在保留目前最佳…</translation>
    </message>
    <message>
        <source>the first round is under way…</source>
        <translation>正在进行第一轮…</translation>
    </message>
    <message>
        <source>round {epoch} of {epochs}</source>
        <translation>第 {epoch} 轮，共 {epochs} 轮</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>{speed} samples/s</source>
        <translation>{speed} 个样本/秒</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total}</source>
        <translation>{stage}：{done} / {total}</translation>
    </message>
    <message>
        <source>{size} of memory</source>
        <translation>内存 {size}</translation>
    </message>
    <message>
        <source>{time} left (other programs are using the processor)</source>
        <translation>剩余 {time}（其他程序正在占用处理器）</translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>validation {share}</source>
        <translation>验证 {share}</translation>
    </message>
    <message>
        <source>{name} alone</source>
        <translation>仅{name}</translation>
    </message>
    <message>
        <source>Progress of all trainings</source>
        <translation>全部训练的进度</translation>
    </message>
    <message>
        <source>Training {number}: {name}</source>
        <translation>训练 {number}：{name}</translation>
    </message>
    <message>
        <source>{ended} of {count} trainings are over</source>
        <translation>已完成 {ended} 次训练，共 {count} 次</translation>
    </message>
</context>
<context>
    <name>ProjectActions</name>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目…(&amp;N)</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>打开文件夹…(&amp;F)</translation>
    </message>
    <message>
        <source>Open a &amp;table…</source>
        <translation>打开表格…(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make a folder for the new project</source>
        <translation>为新项目创建文件夹</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Open a folder with examples</source>
        <translation>打开含示例的文件夹</translation>
    </message>
    <message>
        <source>Open a table of examples</source>
        <translation>打开示例表格</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.jsonl)</source>
        <translation>表格 (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.jsonl)</translation>
    </message>
    <message>
        <source>Unpack {name} into</source>
        <translation>将 {name} 解压到</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>解压</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Undo: {words}</source>
        <translation>撤销：{words}</translation>
    </message>
    <message>
        <source>Redo: {words}</source>
        <translation>重做：{words}</translation>
    </message>
</context>
<context>
    <name>ProjectEdits</name>
    <message>
        <source>label {rows} as {label}</source>
        <translation>将 {rows} 标为 {label}</translation>
    </message>
    <message>
        <source>label {rows} anew</source>
        <translation>重新标注 {rows}</translation>
    </message>
    <message>
        <source>move {rows} to {split}</source>
        <translation>将 {rows} 移到 {split}</translation>
    </message>
    <message>
        <source>take {rows} out of their split</source>
        <translation>将 {rows} 移出划分</translation>
    </message>
    <message>
        <source>delete {rows}</source>
        <translation>删除 {rows}</translation>
    </message>
    <message>
        <source>change the words of a row</source>
        <translation>修改一行的文字</translation>
    </message>
    <message>
        <source>call the class {old} {new}</source>
        <translation>将类别 {old} 改名为 {new}</translation>
    </message>
    <message>
        <source>put the classes in another order</source>
        <translation>调整类别的顺序</translation>
    </message>
    <message>
        <source>add an example of {label}</source>
        <translation>添加 {label} 的示例</translation>
    </message>
    <message>
        <source>add {rows}</source>
        <translation>添加 {rows}</translation>
    </message>
    <message>
        <source>{count:# row|# rows}</source>
        <translation>{count:#} 行</translation>
    </message>
</context>
<context>
    <name>ProjectFolder</name>
    <message>
        <source>Copied as {name}.</source>
        <translation>已复制为 {name}。</translation>
    </message>
</context>
<context>
    <name>QuestionsCard</name>
    <message>
        <source>What to train</source>
        <translation>训练什么</translation>
    </message>
    <message>
        <source>All other choices</source>
        <translation>所有其他选项</translation>
    </message>
    <message>
        <source>Also write the curves for TensorBoard</source>
        <translation>同时为 TensorBoard 记录曲线</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>What do the labels tell?</source>
        <translation>标签表示什么？</translation>
    </message>
    <message>
        <source>Which parts of the samples?</source>
        <translation>用样本的哪些部分？</translation>
    </message>
    <message>
        <source>Train next</source>
        <translation>排队训练</translation>
    </message>
    <message>
        <source>Back to usual</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Choose everything as it is suggested</source>
        <translation>将所有选项恢复为建议值</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>{title} (Alt+{number})</source>
        <translation>{title} (Alt+{number})</translation>
    </message>
</context>
<context>
    <name>RareQuestion</name>
    <message>
        <source>Make up for rare classes</source>
        <translation>补偿示例少的类别</translation>
    </message>
    <message>
        <source>Trains with {remedy}; the others are under “All other choices”.</source>
        <translation>用 {remedy} 训练；其他方法在“所有其他选项”中。</translation>
    </message>
    <message>
        <source>“{rarest}” has only {fewest:# sample|# samples} for training, “{commonest}” has {most:#}.</source>
        <translation>“{rarest}”只有 {fewest:# 个样本}用于训练，“{commonest}”有 {most:# 个}。</translation>
    </message>
</context>
<context>
    <name>ReadyRow</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the parts of the sample back</source>
        <translation>恢复样本的其他部分</translation>
    </message>
    <message>
        <source>This is your own: what belonged to the sample to try went with it ({parts}).</source>
        <translation>这是您自己的内容：试用样本的其余部分（{parts}）已移除。</translation>
    </message>
</context>
<context>
    <name>RecorderRow</name>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>End the recording and forget it</source>
        <translation>结束录音并丢弃</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>Choose the microphone</source>
        <translation>选择麦克风</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Record a sound</source>
        <translation>录制声音</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>Listen all the time</source>
        <translation>持续聆听</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop: {name}</source>
        <translation>停止：{name}</translation>
    </message>
    <message>
        <source>Nothing is heard. See that the microphone is not muted, that it is the right one, and may be used.</source>
        <translation>听不到声音。请确认麦克风没有静音、选对了麦克风，并且允许使用。</translation>
    </message>
    <message>
        <source>{count:# sample was|# samples were} lost: this computer is too busy.</source>
        <translation>丢失了 {count:#} 个采样点：电脑太忙。</translation>
    </message>
    <message>
        <source>Too loud: the peaks are cut off. Go back a little, or turn the microphone down.</source>
        <translation>声音太大，波形被削顶。请离远一点，或调低麦克风音量。</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Play the sound</source>
        <translation>播放声音(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Move to</source>
        <translation>移到(&amp;M)</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>移到</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>These examples are a …</source>
        <translation>这些示例是…</translation>
    </message>
    <message>
        <source>&amp;Another…</source>
        <translation>其他…(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;how it large</source>
        <translation>放大显示(&amp;H)</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>RunsCard</name>
    <message>
        <source>Trainings</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Validation of the chosen trainings</source>
        <translation>所选训练的验证结果</translation>
    </message>
    <message>
        <source>Trainings that learned classes and others that learned a number cannot be compared.</source>
        <translation>学习类别的训练与学习数值的训练无法比较。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Classify with this model from now on</source>
        <translation>从现在起用此模型分类</translation>
    </message>
    <message>
        <source>Judge it</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>See how good it is on the test samples</source>
        <translation>用测试样本检验它的表现</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Copy the model file to another place</source>
        <translation>将模型文件复制到其他位置</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Take up this training where it was stopped</source>
        <translation>从停止的地方继续此训练</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take it off the list; its model file stays</source>
        <translation>从列表中移除；模型文件保留</translation>
    </message>
    <message>
        <source>The best on {data} is no. {number}, {fusion}.</source>
        <translation>在 {data} 上，最佳的是第 {number} 号（{fusion}）。</translation>
    </message>
    <message>
        <source>{best} It is clearly better than the others.</source>
        <translation>{best}它明显优于其他训练。</translation>
    </message>
    <message>
        <source>{best} The difference to {count} of the others is within chance.</source>
        <translation>{best}它与另外 {count} 次训练的差别可能只是偶然。</translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Save the model as</source>
        <translation>模型另存为</translation>
    </message>
    <message>
        <source>Model files (*.safetensors)</source>
        <translation>模型文件 (*.safetensors)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Give it a name of your own</source>
        <translation>给它起一个名称</translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>Trainings</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Validation accuracy or mean error</source>
        <translation>验证准确率或平均误差</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>★ {figure} best</source>
        <translation>★ {figure} 最佳</translation>
    </message>
</context>
<context>
    <name>SamplesCard</name>
    <message>
        <source>Try one</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>{title}: {knows}</source>
        <translation>{title}：{knows}</translation>
    </message>
    <message>
        <source>Try {name}</source>
        <translation>试试 {name}</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Which samples</source>
        <translation>哪些样本</translation>
    </message>
    <message>
        <source>Chosen in the matrix</source>
        <translation>矩阵中所选</translation>
    </message>
    <message>
        <source>Look at it in Classify</source>
        <translation>在“分类”中查看</translation>
    </message>
    <message>
        <source>Another label</source>
        <translation>其他标签</translation>
    </message>
    <message>
        <source>Label it so</source>
        <translation>改为此标签</translation>
    </message>
    <message>
        <source>Change the label in the open project; undo takes it back</source>
        <translation>在打开的项目中更改标签；可以撤销</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>{count:# sample|# samples}</source>
        <translation>{count:#} 个样本</translation>
    </message>
    <message>
        <source>This sample is no longer in the project as it was judged.</source>
        <translation>此样本在项目中已与评估时不同。</translation>
    </message>
    <message>
        <source>Row {row} is labelled {label} now.</source>
        <translation>第 {row} 行现在的标签是 {label}。</translation>
    </message>
</context>
<context>
    <name>SavedRow</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
</context>
<context>
    <name>SoundCard</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Drop a sound here, or a film with sound, or record one</source>
        <translation>将声音或带声音的视频拖到这里，或直接录音</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Save the sound</source>
        <translation>保存声音</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Trim to the selection</source>
        <translation>裁剪到所选部分</translation>
    </message>
    <message>
        <source>Keep only what is selected</source>
        <translation>只保留所选部分</translation>
    </message>
    <message>
        <source>WAV (*.wav)</source>
        <translation>WAV (*.wav)</translation>
    </message>
    <message>
        <source>FLAC (*.flac)</source>
        <translation>FLAC (*.flac)</translation>
    </message>
    <message>
        <source>Recording begins in {count}</source>
        <translation>{count} 秒后开始录音</translation>
    </message>
    <message>
        <source>Selected: {start} s to {end} s</source>
        <translation>已选：{start} 秒至 {end} 秒</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>停止播放</translation>
    </message>
    <message>
        <source>Play the sound</source>
        <translation>播放声音</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>SoundDesk</name>
    <message>
        <source>recording</source>
        <translation>录音</translation>
    </message>
</context>
<context>
    <name>SoundPreview</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>SoundView</name>
    <message>
        <source>Waveform of {name}, {length}</source>
        <translation>{name} 的波形，{length}</translation>
    </message>
    <message>
        <source>Spectrogram of {name}</source>
        <translation>{name} 的声谱图</translation>
    </message>
    <message>
        <source>Waveform of what the microphone hears</source>
        <translation>麦克风所听声音的波形</translation>
    </message>
    <message>
        <source>Spectrogram of what the microphone hears</source>
        <translation>麦克风所听声音的声谱图</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Gather examples to learn from</source>
        <translation>收集供学习的示例</translation>
    </message>
    <message>
        <source>Drop a folder or a table (CSV, Excel, ODS) here, or a ZIP archive: a folder for each class, a manifest.csv, or arrays. Or drop loose pictures, texts and sounds, and label them here. Or begin with nothing, and keep examples one by one on Classify.</source>
        <translation>将文件夹、表格（CSV、Excel、ODS）或 ZIP 压缩包拖到这里：每个类别一个文件夹、manifest.csv 或数组。也可以拖入零散的图片、文字和声音，在这里标注。或者从零开始，在“分类”页逐个保留示例。</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open a table…</source>
        <translation>打开表格…</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>以前打开过</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
</context>
<context>
    <name>StartChoice</name>
    <message>
        <source>Choose a model file…</source>
        <translation>选择模型文件…</translation>
    </message>
    <message>
        <source>No. {number}: {name}, {data}</source>
        <translation>第 {number} 个：{name}，{data}</translation>
    </message>
    <message>
        <source>no other model</source>
        <translation>不用其他模型</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Only rows with a problem are shown</source>
        <translation>只显示有问题的行</translation>
    </message>
    <message>
        <source>No examples yet: drop files here, or keep them on Classify.</source>
        <translation>还没有示例：把文件拖到这里，或在“分类”中保留。</translation>
    </message>
    <message>
        <source>{chosen} selected of {shown}</source>
        <translation>已选 {chosen}，共 {shown}</translation>
    </message>
    <message>
        <source>{shown} of {every:# example|# examples}</source>
        <translation>显示 {shown}，共 {every:#} 个示例</translation>
    </message>
    <message>
        <source>{every:# example|# examples}</source>
        <translation>{every:#} 个示例</translation>
    </message>
</context>
<context>
    <name>TextSizeActions</name>
    <message>
        <source>Lar&amp;ger text</source>
        <translation>放大文字(&amp;G)</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Usual text</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
</context>
<context>
    <name>TrainingProgress</name>
    <message>
        <source>{share} % trained</source>
        <translation>训练 {share} %</translation>
    </message>
</context>
<context>
    <name>UnlabelledCard</name>
    <message>
        <source>Without a label</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>Label, next…</source>
        <translation>标注，下一个…</translation>
    </message>
    <message>
        <source>One example after the other, as large as the window; a key gives its label</source>
        <translation>一个接一个地显示示例，与窗口一样大；按一个键即可给出标签</translation>
    </message>
    <message>
        <source>{count:# example has|# examples have} no label. Begin with those from which the program learns the most.</source>
        <translation>{count:#} 个示例没有标签。请从程序能学到最多的那些开始。</translation>
    </message>
</context>
<context>
    <name>UnpackQuestion</name>
    <message>
        <source>Unpack {name}</source>
        <translation>解压 {name}</translation>
    </message>
    <message>
        <source>Beside {name} there is a folder of its name. Open it?</source>
        <translation>{name} 旁边已有同名文件夹。要打开它吗？</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Unpack elsewhere…</source>
        <translation>解压到其他位置…</translation>
    </message>
    <message>
        <source>{name} is an archive. Unpack it into a new folder beside it?</source>
        <translation>{name} 是压缩文件。要解压到它旁边的新文件夹吗？</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>解压</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>其他位置…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ViewSwitch</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Grid of pictures</source>
        <translation>图片网格</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Give a picture, words or a sound on the left, and read here what it is and how much each of them counted.</source>
        <translation>在左边给出图片、文字或声音，这里会显示它是什么，以及各部分起了多大作用。</translation>
    </message>
    <message>
        <source>Two models are ready: digits, and everyday things in photographs. Data and Train make one of your examples.</source>
        <translation>有两个现成的模型：数字，以及照片中的日常事物。在“数据”和“训练”中，可以用您自己的示例做出另一个。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>任何内容都不会离开这台电脑。</translation>
    </message>
</context>
<context>
    <name>WordsCard</name>
    <message>
        <source>Type or paste words, or drop a text</source>
        <translation>输入或粘贴文字，或拖入文本文件</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>WordsPreview</name>
    <message>
        <source>Words of the example</source>
        <translation>示例的文字</translation>
    </message>
    <message>
        <source>No words. Type some here.</source>
        <translation>没有文字。可在这里输入。</translation>
    </message>
</context>
<context>
    <name>about</name>
    <message>
        <source>none: it tells a number</source>
        <translation>无：它给出数值</translation>
    </message>
    <message>
        <source>learned before from {data}. {source}</source>
        <translation>用{data}预训练，来源：{source}</translation>
    </message>
    <message>
        <source>unknown licence; as its folder says</source>
        <translation>许可未知；以其文件夹中的说明为准</translation>
    </message>
    <message>
        <source>{encoder}, {licence}</source>
        <translation>{encoder}，{licence}</translation>
    </message>
    <message>
        <source>{encoder} ({name}), {origin}, {licence}</source>
        <translation>{encoder}（{name}），{origin}，{licence}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>可用输入</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Fusion</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>{fusion} ({preset})</source>
        <translation>{fusion}（{preset}）</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Began with</source>
        <translation>训练起点</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>制作工具</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>关于此模型</translation>
    </message>
    <message>
        <source>{count:# class|# classes}: {labels}</source>
        <translation>{count:#} 个类别：{labels}</translation>
    </message>
    <message>
        <source>{device}. {reason}</source>
        <translation>{device}。{reason}</translation>
    </message>
</context>
<context>
    <name>argparse</name>
    <message>
        <source>usage: </source>
        <translation>用法：</translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>位置参数</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>显示此帮助并退出</translation>
    </message>
    <message>
        <source>show program&apos;s version number and exit</source>
        <translation>显示版本号并退出</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>参数 %(argument_name)s：%(message)s</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>需要一个值</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>不接受值 %r</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>无效的选择 %(value)r（可选：%(choices)s）</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>缺少必需的参数：%s</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>无法识别的参数：%s</translation>
    </message>
</context>
<context>
    <name>backbones</name>
    <message>
        <source>1.3 million photographs of 1,000 kinds of things (ImageNet)</source>
        <translation>1,000 类事物的 130 万张照片（ImageNet）</translation>
    </message>
    <message>
        <source>questions, answers and translations from the web in 16 languages</source>
        <translation>网上 16 种语言的问答和译文</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>about</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>limits</source>
        <translation>局限</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>by</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>It knows these classes alone, and samples like those that it learned from. Judge it on others too.</source>
        <translation>它只认识这些类别，以及与训练样本相似的样本。请也用其他样本评估它。</translation>
    </message>
    <message>
        <source>It was taught with these numbers alone, and samples like those. Judge it on others too.</source>
        <translation>它只学过这些数值，以及与之相似的样本。请也用其他样本评估它。</translation>
    </message>
    <message>
        <source>A handwritten digit or a hand that shows one, a sentence that names a number, a spoken English digit: 0 to 9.</source>
        <translation>手写数字或用手比出的数字，说到数字的一句话，英语读出的数字：0 到 9。</translation>
    </message>
    <message>
        <source>handwritten digits; enlarged, coloured, laid on drawn papers</source>
        <translation>手写数字；经放大、上色，置于绘制的纸张上</translation>
    </message>
    <message>
        <source>photographs of hands; mirrored, recoloured, laid on other grounds</source>
        <translation>手的照片；经镜像、改色，换上其他背景</translation>
    </message>
    <message>
        <source>spoken digits; at other pitches, in simulated rooms, with noise</source>
        <translation>读出的数字；经变调，加入模拟的房间混响和噪声</translation>
    </message>
    <message>
        <source>sentences that name one number</source>
        <translation>说到一个数字的句子</translation>
    </message>
    <message>
        <source>made by scripts in build/starter</source>
        <translation>由 build/starter 中的脚本生成</translation>
    </message>
    <message>
        <source>the authors of mmdesk; words spoken by espeak-ng and flite</source>
        <translation>mmdesk 的作者；语音由 espeak-ng 和 flite 合成</translation>
    </message>
    <message>
        <source>drawn and printed digits, sentences in English and Chinese, spoken words</source>
        <translation>手绘和印刷的数字、中英文句子、语音</translation>
    </message>
    <message>
        <source>It knows the numbers 0 to 9. It refuses nearly all music, noises and other languages, and 60 of 100 photographs.</source>
        <translation>它认识数字 0 到 9。对音乐、噪音和其他语言几乎总是拒绝，对物体的照片在 100 次中拒绝约 60 次。</translation>
    </message>
    <message>
        <source>It understands one English digit at a time; six people and many synthetic voices taught it.</source>
        <translation>它一次只能听懂一个英语数字；训练语音来自六个人和许多合成声音。</translation>
    </message>
    <message>
        <source>Its hands show the digits of Turkish sign language as students of one school do: upright, the arm from below.</source>
        <translation>手势是某所学校的学生比出的土耳其手语数字：手掌竖直，手臂从下方伸入。</translation>
    </message>
    <message>
        <source>Its sentences name one number, in English or Chinese.</source>
        <translation>句子只说到一个数字，用英语或汉语。</translation>
    </message>
    <message>
        <source>right answers to what it has not learned from</source>
        <translation>未参与训练的样本的正确率</translation>
    </message>
    <message>
        <source>right answers of a twin that has never heard these speakers</source>
        <translation>从未听过这些说话人的同款模型的正确率</translation>
    </message>
    <message>
        <source>mean score of the answer where a part says nothing</source>
        <translation>某一部分没有信息时答案的平均得分</translation>
    </message>
    <message>
        <source>together</source>
        <translation>合在一起</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>手势</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>written</source>
        <translation>手写</translation>
    </message>
    <message>
        <source>made</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>real</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>own</source>
        <translation>自制</translation>
    </message>
    <message>
        <source>one part says nothing</source>
        <translation>有一部分没有信息</translation>
    </message>
    <message>
        <source>{name}: {count:# sample|# samples} of {classes} classes ({splits})</source>
        <translation>{name}：{classes} 个类别的 {count:#} 个样本（{splits}）</translation>
    </message>
    <message>
        <source>{name}: {count:# sample|# samples} with numbers from {low} to {high} ({splits})</source>
        <translation>{name}：{count:#} 个样本，数值从 {low} 到 {high}（{splits}）</translation>
    </message>
    <message>
        <source>{key}: {value}</source>
        <translation>{key}：{value}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>classify</name>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>answer every row of a dataset and write the answers as a CSV table</source>
        <translation>回答数据集的每一行，并将答案写成 CSV 表格</translation>
    </message>
    <message>
        <source>CSV table to write</source>
        <translation>要写入的 CSV 表格</translation>
    </message>
    <message>
        <source>mark the table as UTF-8, so that Excel shows every letter</source>
        <translation>给表格加上 UTF-8 标记，使 Excel 正确显示所有文字</translation>
    </message>
    <message>
        <source>{path}: {done} of {total:# row|# rows} answered, {failed} with an error.</source>
        <translation>{path}：共 {total} 行，已回答 {done} 行，{failed} 行出错。</translation>
    </message>
    <message>
        <source>{path}: {done} of {total:# row|# rows} answered.</source>
        <translation>{path}：共 {total} 行，已回答 {done} 行。</translation>
    </message>
    <message>
        <source>show versions, devices and why, the sound system and folders</source>
        <translation>显示版本、设备及其原因、声音系统和文件夹</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>packages</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>核心数</translation>
    </message>
    <message>
        <source>last minute</source>
        <translation>最近一分钟</translation>
    </message>
    <message>
        <source>last 15 minutes</source>
        <translation>最近 15 分钟</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>microphones</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>loudspeakers</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>display</source>
        <translation>显示器</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>starter model</source>
        <translation>入门模型</translation>
    </message>
    <message>
        <source>path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>ready models</source>
        <translation>现成模型</translation>
    </message>
    <message>
        <source>put mmdesk into your desktop&apos;s menu, and let it open model files by double click (on Linux)</source>
        <translation>把 mmdesk 放进桌面的菜单，并用它双击打开模型文件（仅限 Linux）</translation>
    </message>
    <message>
        <source>take mmdesk out of your desktop&apos;s menu again</source>
        <translation>把 mmdesk 从桌面的菜单中移除</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>judge a model on one split of a dataset, with all subsets of the modalities</source>
        <translation>在数据集的一个划分上评估模型，包括模态的所有子集</translation>
    </message>
    <message>
        <source>also write all figures and charts as one page</source>
        <translation>同时将所有指标和图表写成一个网页</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>所看模态</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>mean error</source>
        <translation>平均误差</translation>
    </message>
    <message>
        <source>answer the microphone all the time, together with a picture or words</source>
        <translation>持续回答麦克风听到的声音，可同时给出图片或文字</translation>
    </message>
    <message>
        <source>Ctrl-C ends it.</source>
        <translation>按 Ctrl-C 结束。</translation>
    </message>
    <message>
        <source>which microphone, one of --list; without it, the system&apos;s own choice</source>
        <translation>使用哪个麦克风（见 --list）；不给出则由系统选择</translation>
    </message>
    <message>
        <source>print the microphones that there are, and end</source>
        <translation>列出现有的麦克风并退出</translation>
    </message>
    <message>
        <source>picture of the moment</source>
        <translation>此刻的图片</translation>
    </message>
    <message>
        <source>words of the moment</source>
        <translation>此刻的文字</translation>
    </message>
    <message>
        <source>end after so many seconds; without it, at Ctrl-C</source>
        <translation>多少秒后结束；不给出则按 Ctrl-C 结束</translation>
    </message>
    <message>
        <source>least score of an event, 0 to 1</source>
        <translation>事件的最低得分，0 到 1</translation>
    </message>
    <message>
        <source>also print the answer to every tenth of a second</source>
        <translation>同时输出每十分之一秒的答案</translation>
    </message>
    <message>
        <source>Listening. Ctrl-C ends it.</source>
        <translation>正在聆听。按 Ctrl-C 结束。</translation>
    </message>
    <message>
        <source>{count:# sample was|# samples were} lost: this computer was too busy.</source>
        <translation>丢失了 {count:#} 个采样点：电脑太忙。</translation>
    </message>
    <message>
        <source>Nothing is heard. Check that the microphone is on and not muted; mmdesk listen --list shows all.</source>
        <translation>什么也听不到。请检查麦克风是否已打开且未静音；mmdesk listen --list 列出所有麦克风。</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>首选</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>声道</translation>
    </message>
    <message>
        <source>contradicts the rest</source>
        <translation>与其他部分矛盾</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>{start:8.2f} s to {end:.2f} s</source>
        <translation>{start:8.2f} 秒至 {end:.2f} 秒</translation>
    </message>
    <message>
        <source>{summary}.</source>
        <translation>{summary}。</translation>
    </message>
    <message>
        <source>{summary}. {more}</source>
        <translation>{summary}。{more}</translation>
    </message>
    <message>
        <source>so often the set of classes that cannot be excluded holds the right one: {shares}</source>
        <translation>不能排除的类别集合包含正确类别的比例：{shares}</translation>
    </message>
    <message>
        <source>print JSON for machines</source>
        <translation>输出供程序读取的 JSON</translation>
    </message>
    <message>
        <source>folder with a table, class folders or arrays; or a table (CSV, XLSX, ODS)</source>
        <translation>含有表格、类别文件夹或数组的文件夹；或一个表格（CSV、XLSX、ODS）</translation>
    </message>
    <message>
        <source>DATASET is a ZIP archive: unpack it into a new folder of its name in this one</source>
        <translation>DATASET 是 ZIP 压缩包：在此文件夹中新建同名文件夹并解压</translation>
    </message>
    <message>
        <source>model file, or the name of a ready model: {names}</source>
        <translation>模型文件，或现成模型的名称：{names}</translation>
    </message>
    <message>
        <source>model file, or the name of a ready model: {names}; without it, the first of these</source>
        <translation>模型文件，或现成模型的名称：{names}；不给出则用其中第一个</translation>
    </message>
    <message>
        <source>{text} (default: {default})</source>
        <translation>{text}（默认：{default}）</translation>
    </message>
    <message>
        <source>{text} is not a whole number</source>
        <translation>{text} 不是整数</translation>
    </message>
    <message>
        <source>{text} is not a number</source>
        <translation>{text} 不是数</translation>
    </message>
    <message>
        <source>{text} is not one of image, text and audio</source>
        <translation>{text} 不是 image、text、audio 之一</translation>
    </message>
    <message>
        <source>{count:Row|Rows} {rows} {count:was|were} left out: {reason}</source>
        <translation>第 {rows} 行已略去：{reason}</translation>
    </message>
    <message>
        <source>More rows were left out, {count} in all; --json lists them.</source>
        <translation>还有更多行已略去，共 {count} 行；用 --json 列出。</translation>
    </message>
    <message>
        <source>answer one sample: a picture, words, a sound, or any two or three of them</source>
        <translation>回答一个样本：图片、文字、声音，或其中任意两三样</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>contribution</source>
        <translation>贡献</translation>
    </message>
    <message>
        <source>region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>most like</source>
        <translation>最像</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>None of these: {label} is a class of other things.</source>
        <translation>都不是：{label} 是其他事物的类别。</translation>
    </message>
    <message>
        <source>None of these ({why}); otherwise {label}. Teach it by a class of its own, such as “background”.</source>
        <translation>都不是（{why}）；否则是 {label}。可用单独的类别（例如“背景”）让它学会。</translation>
    </message>
    <message>
        <source>What counts for {label}:</source>
        <translation>对 {label} 起作用的地方：</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>the words themselves</source>
        <translation>文字本身</translation>
    </message>
    <message>
        <source>sound, or film with sound</source>
        <translation>声音，或带声音的视频</translation>
    </message>
    <message>
        <source>also tell which examples of this dataset the sample is most like</source>
        <translation>同时说明此数据集中哪些示例与样本最像</translation>
    </message>
    <message>
        <source>tell what in each part made the answer</source>
        <translation>说明每个部分中是什么得出了答案</translation>
    </message>
    <message>
        <source>with --explain: tell what speaks for and against this class</source>
        <translation>与 --explain 一起：说明什么支持、什么反对这个类别</translation>
    </message>
    <message>
        <source>What cannot be excluded at {share} is not known: too few samples judged this model, or it is older.</source>
        <translation>无法得知在 {share} 下不能排除什么：评判这个模型的样本太少，或模型较旧。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No example is like it: none has a label and a part that it has.</source>
        <translation>没有相像的示例：没有既带标签、又具有其某一部分的示例。</translation>
    </message>
    <message>
        <source>The parts contradict each other, so the answer is unsure: {sides}</source>
        <translation>各部分相互矛盾，因此答案没有把握：{sides}</translation>
    </message>
    <message>
        <source>{time:.0f} ms on {device}</source>
        <translation>用时 {time:.0f} ms，设备 {device}</translation>
    </message>
    <message>
        <source>train a model on a dataset and write it to a file</source>
        <translation>在数据集上训练模型并写入文件</translation>
    </message>
    <message>
        <source>Ctrl-C keeps the best so far.</source>
        <translation>按 Ctrl-C 保留目前最佳的模型。</translation>
    </message>
    <message>
        <source>Training on {device}. {reason}</source>
        <translation>在 {device} 上训练。{reason}</translation>
    </message>
    <message>
        <source>Stopped before the first epoch was over. No model was written.</source>
        <translation>第一轮结束前已停止。没有写出模型。</translation>
    </message>
    <message>
        <source>Stopping and keeping the best so far. Press Ctrl-C again to end at once.</source>
        <translation>正在停止并保留目前最佳的模型。再按一次 Ctrl-C 立即结束。</translation>
    </message>
    <message>
        <source>epoch {epoch:&gt;3} of {epochs}   loss {train_loss:.4f}   validation {val_loss:.4f}   {quality}   {samples_per_second:.0f} samples/s</source>
        <translation>第 {epoch:&gt;3} 轮，共 {epochs} 轮   损失 {train_loss:.4f}   验证 {val_loss:.4f}   {quality}   {samples_per_second:.0f} 个样本/秒</translation>
    </message>
    <message>
        <source>{model}: {result} after epoch {best_epoch}, {seconds:.1f} s</source>
        <translation>{model}：{result}（第 {best_epoch} 轮），用时 {seconds:.1f} 秒</translation>
    </message>
    <message>
        <source>{text}: {choices}</source>
        <translation>{text}：{choices}</translation>
    </message>
    <message>
        <source>Classify things by picture, words and sound at once. Without a command, mmdesk opens its window.</source>
        <translation>同时根据图片、文字和声音进行分类。不给出命令时，mmdesk 打开窗口。</translation>
    </message>
    <message>
        <source>Something went wrong inside mmdesk. What happened is written in {place}.</source>
        <translation>mmdesk 内部出错了。详情见 {place}。</translation>
    </message>
    <message>
        <source>commands (each has --help):</source>
        <translation>命令（均可加 --help）：</translation>
    </message>
    <message>
        <source>model file to open; without it, the one that was open last</source>
        <translation>要打开的模型文件；不给出则用上次打开的模型</translation>
    </message>
    <message>
        <source>picture, text or sound to classify, or a model to open</source>
        <translation>要分类的图片、文字或声音，或者要打开的模型</translation>
    </message>
    <message>
        <source>find problems in a dataset before training: unreadable, silent, copied, leaking, wrongly labelled and others</source>
        <translation>在训练前查找数据集的问题：无法读取、静音、重复、泄漏、标签错误等</translation>
    </message>
    <message>
        <source>{count:Remove it, or mend it|Remove them, or mend them}.</source>
        <translation>请移除或修复。</translation>
    </message>
    <message>
        <source>Keep one of each.</source>
        <translation>请各保留一个。</translation>
    </message>
    <message>
        <source>Spell {count:it|them} like the others.</source>
        <translation>请与其他标签统一写法。</translation>
    </message>
    <message>
        <source>Move {count:it|them} to the training split.</source>
        <translation>请将它们移到训练划分。</translation>
    </message>
    <message>
        <source>If that is right, give --encoding {encoding}.</source>
        <translation>如果无误，请加上 --encoding {encoding}。</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>不做任何更改。</translation>
    </message>
    <message>
        <source>{total:# row|# rows}, {count:# kind of problem|# kinds of problems}.</source>
        <translation>共 {total} 行，{count} 类问题。</translation>
    </message>
    <message>
        <source>{sentence}{where} {remedy}</source>
        <translation>{sentence}{where}{remedy}</translation>
    </message>
    <message>
        <source>{count:row|rows} {rows}</source>
        <translation>行 {rows}</translation>
    </message>
    <message>
        <source> like {row}</source>
        <translation> 同 {row}</translation>
    </message>
    <message>
        <source> as {label}</source>
        <translation> 应为 {label}</translation>
    </message>
    <message>
        <source>rows to judge by: train, val, test, or all of them</source>
        <translation>用于评估的行：train、val、test 或 all（全部）</translation>
    </message>
    <message>
        <source>write a model for use elsewhere, as an ONNX graph that needs no PyTorch</source>
        <translation>将模型写成不需要 PyTorch 的 ONNX 计算图，以便在别处使用</translation>
    </message>
    <message>
        <source>mmdesk predict answers with it too. Its answers are compared with those of the model before it is kept.</source>
        <translation>mmdesk predict 也能用它回答。在保留之前，会将它的答案与模型的答案比较。</translation>
    </message>
    <message>
        <source>the file to write, or a folder for it with a page that says how to use it in other programs</source>
        <translation>要写入的文件；或者为它准备的文件夹，其中有一页说明如何在其他程序中使用它</translation>
    </message>
    <message>
        <source>dataset by whose samples answers are compared; without it, samples that come with mmdesk</source>
        <translation>用其样本比较答案的数据集；不给出时使用 mmdesk 自带的样本</translation>
    </message>
    <message>
        <source>{path}: {size:.1f} MB. Scores of {count:# sample|# samples} differ by {difference:.1e} at most from those of the model.</source>
        <translation>{path}：{size:.1f} MB。{count:#} 个样本的得分与模型的得分最多相差 {difference:.1e}。</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Model files (*.safetensors)</source>
        <translation>模型文件 (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>选择模型文件</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>These are cells of a spreadsheet. Save it, then drop the file: its rows are answered as a batch.</source>
        <translation>这是电子表格中的单元格。请先保存表格，再把文件拖进来：各行会作为批量处理。</translation>
    </message>
    <message>
        <source>That is an address, not a file on this computer. Save it first, then drop the file.</source>
        <translation>这是一个网址，不是这台电脑上的文件。请先保存，再拖入文件。</translation>
    </message>
    <message>
        <source>There is nothing here that mmdesk can classify. Copy or drag a picture, words or files.</source>
        <translation>这里没有 mmdesk 能分类的内容。请复制或拖动图片、文字或文件。</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>正在回答</translation>
    </message>
    <message>
        <source>{seconds} is no time to listen. Give --seconds a number above 0, or leave it out.</source>
        <translation>{seconds} 不是有效的聆听时间。请给 --seconds 一个大于 0 的数，或省略它。</translation>
    </message>
    <message>
        <source>{problem}. Type {program} --help to see the options.</source>
        <translation>{problem}。输入 {program} --help 查看选项。</translation>
    </message>
    <message>
        <source>The output cannot be written: {reason}. Send it to another place.</source>
        <translation>无法写出结果：{reason}。请输出到其他位置。</translation>
    </message>
    <message>
        <source>{path} is a folder. Give the name of a file in it.</source>
        <translation>{path} 是文件夹。请给出其中一个文件的名称。</translation>
    </message>
    <message>
        <source>{path} is read here and would be overwritten. Give another name.</source>
        <translation>{path} 正在被读取，会被覆盖。请另取名称。</translation>
    </message>
    <message>
        <source>A class is told why only with --explain.</source>
        <translation>只有加上 --explain 才会对某个类别说明原因。</translation>
    </message>
    <message>
        <source>An exported model computes on the processor alone. Leave {option} out.</source>
        <translation>导出的模型只在处理器上计算。请去掉 {option}。</translation>
    </message>
    <message>
        <source>An exported model only answers. Leave {option} out, or give the model that it was made of.</source>
        <translation>导出的模型只能作答。请去掉 {option}，或使用导出前的模型。</translation>
    </message>
    <message>
        <source>There is nothing to classify. Give at least one of --image, --text and --audio.</source>
        <translation>没有可分类的内容。请至少给出 --image、--text、--audio 之一。</translation>
    </message>
    <message>
        <source>The arrays in {name} have no rows.</source>
        <translation>{name} 中的数组没有行。</translation>
    </message>
    <message>
        <source>Row {row} of {name} cannot be read any more. Open the dataset again.</source>
        <translation>{name} 的第 {row} 行已无法读取。请重新打开数据集。</translation>
    </message>
    <message>
        <source>{name} holds numbers that are none. Make the spectrogram again.</source>
        <translation>{name} 含有无效的数。请重新生成声谱图。</translation>
    </message>
    <message>
        <source>{name} stands alone. Put at least one of these arrays beside it: {others}.</source>
        <translation>{name} 单独存在。请在它旁边至少放入以下数组之一：{others}。</translation>
    </message>
    <message>
        <source>{name} is missing. Put it beside the other arrays.</source>
        <translation>缺少 {name}。请把它放在其他数组旁边。</translation>
    </message>
    <message>
        <source>{name} is not an array of numbers or strings that can be read. Save it again.</source>
        <translation>{name} 不是可读取的数值或字符串数组。请重新保存。</translation>
    </message>
    <message>
        <source>{name} holds Python objects, not numbers: rows of several sizes, perhaps. Save rows of one size, or files.</source>
        <translation>{name} 中是 Python 对象而不是数值：各行大小可能不同。请保存大小相同的行，或保存为文件。</translation>
    </message>
    <message>
        <source>{name} has the shape {shape}, but there {count:is # label|are # labels}. Make them agree.</source>
        <translation>{name} 的形状是 {shape}，但有 {count} 个标签。请使两者一致。</translation>
    </message>
    <message>
        <source>{name} has the shape {shape} of {dtype}. It must be numbers in the shape {wanted}.</source>
        <translation>{name} 的形状是 {shape}，类型 {dtype}。它必须是形状为 {wanted} 的数。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>{name} has the shape {shape} of {dtype}. Give strings (N) or token numbers (N, L).</source>
        <translation>{name} 的形状是 {shape}，类型 {dtype}。请给出字符串 (N) 或词元编号 (N, L)。</translation>
    </message>
    <message>
        <source>{name} has the shape {shape} of {dtype}. Give strings, whole numbers or one-hot rows.</source>
        <translation>{name} 的形状是 {shape}，类型 {dtype}。请给出字符串、整数或独热行。</translation>
    </message>
    <message>
        <source>{name} has byte strings that are not UTF-8. Save it with str values.</source>
        <translation>{name} 含有不是 UTF-8 的字节串。请用 str 值保存。</translation>
    </message>
    <message>
        <source>{name} may not be read. Change its permissions.</source>
        <translation>没有读取 {name} 的权限。请更改权限。</translation>
    </message>
    <message>
        <source>{name} is an archive. Say where it is to be unpacked ({option}).</source>
        <translation>{name} 是压缩包。请指定解压到哪里（{option}）。</translation>
    </message>
    <message>
        <source>{name} is not a dataset. Give a folder or a manifest.csv.</source>
        <translation>{name} 不是数据集。请给出文件夹或 manifest.csv。</translation>
    </message>
    <message>
        <source>{name} has no table {table} with labels. Name one that is there.</source>
        <translation>{name} 中没有带标签的表格 {table}。请给出其中已有的表格。</translation>
    </message>
    <message>
        <source>{names} {count:tells no labels and is|tell no labels and are} left out.</source>
        <translation>{names} 没有给出标签，因此被略过。</translation>
    </message>
    <message>
        <source>{count:The folder|The folders} {names} {count:is empty: there is no such class|are empty: there are no such classes}.</source>
        <translation>文件夹 {names} 是空的，因此没有这样的类别。</translation>
    </message>
    <message>
        <source>{count:The folder|The folders} {names} {count:is|are} left out: nothing tells the classes of what is in {count:it|them}.</source>
        <translation>文件夹 {names} 被略过：没有任何信息说明其中内容的类别。</translation>
    </message>
    <message>
        <source>{count:The folder|The folders} {names} {count:is|are} left out: what is in {count:it|them} marks places in others.</source>
        <translation>文件夹 {names} 已略去：其中的内容只标出其他文件中的位置。</translation>
    </message>
    <message>
        <source>{names} {count:lies|lie} beside the folders of classes and {count:is|are} left out: nothing tells the class.</source>
        <translation>{names} 与类别文件夹并列，已略去：没有说明它们属于哪个类别。</translation>
    </message>
    <message>
        <source>{names} are taken for the classes, though each has {inner} in it. If those are the classes, move them up.</source>
        <translation>{names} 被当作类别，但其中每个都含有 {inner}。如果后者才是类别，请把它们移到上一层。</translation>
    </message>
    <message>
        <source>The label {label} is not a number.</source>
        <translation>标签 {label} 不是数。</translation>
    </message>
    <message>
        <source>No column of {name} tells the labels. It has: {columns}. Call one of them label.</source>
        <translation>{name} 中没有给出标签的列。现有的列：{columns}。请将其中一列命名为 label。</translation>
    </message>
    <message>
        <source>Nothing in {name} tells the labels of its {count:# sample|# samples}. Put the files into a folder for each class, or write a manifest.csv with a column label.</source>
        <translation>{name} 中没有任何信息说明其 {count:#} 个样本的标签。请将文件按类别放入文件夹，或编写带有 label 列的 manifest.csv。</translation>
    </message>
    <message>
        <source>{name} has one row only of each class for training and validation. Add samples, or mark some as train.</source>
        <translation>{name} 的每个类别只有一行用于训练和验证。请添加样本，或把一些行标为 train。</translation>
    </message>
    <message>
        <source>{count} of {total:# row|# rows} of {name} cannot be read, first row {row}: {reason} Mend them, or accept that they are left out ({option}).</source>
        <translation>{name} 共 {total} 行，其中 {count} 行无法读取，最先是第 {row} 行：{reason}请修复，或同意略去它们（{option}）。</translation>
    </message>
    <message>
        <source>{labels}; {rows}; {source}</source>
        <translation>{labels}；{rows}；{source}</translation>
    </message>
    <message>
        <source>{count:# different number|# different numbers}</source>
        <translation>{count:#} 个不同的数值</translation>
    </message>
    <message>
        <source>{count:# class|# classes}</source>
        <translation>{count:#} 个类别</translation>
    </message>
    <message>
        <source>train {count}</source>
        <translation>训练 {count}</translation>
    </message>
    <message>
        <source>val {count}</source>
        <translation>验证 {count}</translation>
    </message>
    <message>
        <source>test {count}</source>
        <translation>测试 {count}</translation>
    </message>
    <message>
        <source>More than one thing in {name} could tell the labels: {choices}. Choose one of them ({option}).</source>
        <translation>{name} 中有不止一处可以给出标签：{choices}。请选择其中之一（{option}）。</translation>
    </message>
    <message>
        <source>{count:# text is|# texts are} not in {tried}, but probably in {encoding}, as in “{words}”. Say in which {count:it is|they are} ({option}).</source>
        <translation>{count:#} 段文字不是 {tried} 编码，可能是 {encoding}，例如“{words}”。请指明编码（{option}）。</translation>
    </message>
    <message>
        <source>{count:The class|The classes} {names} {count:is|are} only in validation or test: nothing can be learned of {count:it|them}.</source>
        <translation>类别 {names} 只出现在验证或测试中，无法学习。</translation>
    </message>
    <message>
        <source>What is not in UTF-8 was read as {encoding}.</source>
        <translation>非 UTF-8 的内容已按 {encoding} 读取。</translation>
    </message>
    <message>
        <source>{count:# sample|# samples}</source>
        <translation>{count:#} 个样本</translation>
    </message>
    <message>
        <source>{splits}, {count} in no split</source>
        <translation>{splits}，{count} 个不属于任何划分</translation>
    </message>
    <message>
        <source>labels from the names of folders</source>
        <translation>标签来自文件夹名称</translation>
    </message>
    <message>
        <source>labels from {name}</source>
        <translation>标签来自 {name}</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>labels from {name}, column {column}</source>
        <translation>标签来自 {name} 的 {column} 列</translation>
    </message>
    <message>
        <source>{label} in {name} may be about 1 or more than 1000. Write labels without signs between thousands.</source>
        <translation>{name} 中的 {label} 可能是 1 左右的数，也可能超过 1000。标签中的数字请不要写千位分隔符。</translation>
    </message>
    <message>
        <source>{name} has only the number {label} for training. Add samples with others.</source>
        <translation>{name} 用于训练的只有数值 {label}。请添加其他数值的样本。</translation>
    </message>
    <message>
        <source>R2 {r2:.3f}</source>
        <translation>R2 {r2:.3f}</translation>
    </message>
    <message>
        <source>validation R2 {r2:.3f}, mean error {error:.4g}</source>
        <translation>验证 R2 {r2:.3f}，平均误差 {error:.4g}</translation>
    </message>
    <message>
        <source>{name} has only the class {label}. Add samples of at least one other class.</source>
        <translation>{name} 只有类别 {label}。请至少再加入一个类别的样本。</translation>
    </message>
    <message>
        <source>{name} has classes with one sample only: {labels}. Add samples or remove them.</source>
        <translation>{name} 中这些类别只有一个样本：{labels}。请添加样本或移除这些类别。</translation>
    </message>
    <message>
        <source>{name} has no rows for training. Write train in the split column of some.</source>
        <translation>{name} 没有用于训练的行。请在一些行的 split 列写上 train。</translation>
    </message>
    <message>
        <source>{name} has classes without training rows: {labels}. Mark some rows as train.</source>
        <translation>{name} 中这些类别没有训练行：{labels}。请把一些行标为 train。</translation>
    </message>
    <message>
        <source>{name} has no rows for validation. Add samples or write val in the split column.</source>
        <translation>{name} 没有用于验证的行。请添加样本，或在 split 列写上 val。</translation>
    </message>
    <message>
        <source>{name} has no samples. Add some.</source>
        <translation>{name} 没有样本。请添加一些。</translation>
    </message>
    <message>
        <source>No row of {name} can be read, first row {row}: {reason} Mend the dataset.</source>
        <translation>{name} 没有一行可以读取，最先是第 {row} 行：{reason}请修复数据集。</translation>
    </message>
    <message>
        <source>{name} is not a dataset. Put a manifest.csv, a folder for each class, or train_labels.npy with its arrays into it.</source>
        <translation>{name} 不是数据集。请放入 manifest.csv、每个类别一个文件夹，或 train_labels.npy 及其数组。</translation>
    </message>
    <message>
        <source>{name} has a class whose name {label} is not text in UTF-8. Give it another one.</source>
        <translation>{name} 有一个类别的名称 {label} 不是 UTF-8 文本。请另取名称。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names}等（另有 {count} 个）</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The name of {name} is not text in UTF-8. Give the file another one.</source>
        <translation>{name} 的名称不是 UTF-8 文本。请给该文件另取名称。</translation>
    </message>
    <message>
        <source>{name} is a folder. Choose a file in it.</source>
        <translation>{name} 是文件夹。请选择其中的文件。</translation>
    </message>
    <message>
        <source>{name} is not a regular file. Choose another file.</source>
        <translation>{name} 不是普通文件。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} does not exist. Check the path.</source>
        <translation>{name} 不存在。请检查路径。</translation>
    </message>
    <message>
        <source>{name} may not be read. Change its permissions or choose another file.</source>
        <translation>没有读取 {name} 的权限。请更改权限或选择其他文件。</translation>
    </message>
    <message>
        <source>{name} cannot be opened. Check the path and the disk.</source>
        <translation>无法打开 {name}。请检查路径和磁盘。</translation>
    </message>
    <message>
        <source>{name} is empty. Choose another file.</source>
        <translation>{name} 是空文件。请选择其他文件。</translation>
    </message>
    <message>
        <source>Earlier answers cannot be kept in {path} ({reason}). Free some space, or remove this file to begin anew.</source>
        <translation>无法在 {path} 保留以往的答案（{reason}）。请腾出空间，或移除此文件重新开始。</translation>
    </message>
    <message>
        <source>{path} was written by a newer mmdesk. Use that one, or remove this file.</source>
        <translation>{path} 由更新版本的 mmdesk 写入。请使用该版本，或移除此文件。</translation>
    </message>
    <message>
        <source>{value} is out of range for {option}. Give a number from {low} to {high}.</source>
        <translation>{value} 超出 {option} 的范围。请给出 {low} 到 {high} 之间的数。</translation>
    </message>
    <message>
        <source>{cell} leads out of the dataset&apos;s folder.</source>
        <translation>{cell} 指向数据集文件夹之外。</translation>
    </message>
    <message>
        <source>The file {cell} does not exist.</source>
        <translation>文件 {cell} 不存在。</translation>
    </message>
    <message>
        <source>{cell} may be {first} or {second}. Write one of them.</source>
        <translation>{cell} 可能是 {first} 或 {second}。请写明其中之一。</translation>
    </message>
    <message>
        <source>{name} has no rows under its header. Add some.</source>
        <translation>{name} 的表头下没有行。请添加一些。</translation>
    </message>
    <message>
        <source>The row repeats line {first}.</source>
        <translation>此行与第 {first} 行重复。</translation>
    </message>
    <message>
        <source>{name} needs a first line with the column names label and at least one of image, text and audio. It has: {columns}.</source>
        <translation>{name} 的第一行需要列名 label，以及 image、text、audio 中的至少一个。现有：{columns}。</translation>
    </message>
    <message>
        <source>{name} is a workbook, not a table of text. Give it the ending of one, such as .xlsx.</source>
        <translation>{name} 是工作簿，不是文本表格。请改用工作簿的扩展名，如 .xlsx。</translation>
    </message>
    <message>
        <source>{name} is no table: it holds what no text has. Save it as CSV or XLSX.</source>
        <translation>{name} 不是表格：其中含有文本不会有的内容。请另存为 CSV 或 XLSX。</translation>
    </message>
    <message>
        <source>{name} is not in {tried}, but probably in {encoding}: line {line} would be “{words}”. Say in which it is ({option}), or save it as UTF-8.</source>
        <translation>{name} 不是 {tried} 编码，可能是 {encoding}：第 {line} 行即为“{words}”。请指明编码（{option}），或另存为 UTF-8。</translation>
    </message>
    <message>
        <source>Lines {first} to {last} hold one endless cell: a closing quotation mark may be missing.</source>
        <translation>第 {first} 至 {last} 行是一个没有结束的单元格：可能缺少右引号。</translation>
    </message>
    <message>
        <source>The row has {count:# cell|# cells} under {width:# column name|# column names}: quote texts with separators.</source>
        <translation>此行有 {count} 个单元格，但只有 {width} 个列名：含分隔符的文字请加引号。</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The label is empty.</source>
        <translation>标签为空。</translation>
    </message>
    <message>
        <source>The row has neither a picture nor a text nor a sound.</source>
        <translation>此行没有图片、文字和声音。</translation>
    </message>
    <message>
        <source>The label holds NUL characters.</source>
        <translation>标签含有 NUL 字符。</translation>
    </message>
    <message>
        <source>The split {split} is unknown. Write one of {allowed}.</source>
        <translation>未知的划分 {split}。请写 {allowed} 之一。</translation>
    </message>
    <message>
        <source>{name} is neither a picture nor a text nor a sound. Choose another file.</source>
        <translation>{name} 不是图片、文字或声音。请选择其他文件。</translation>
    </message>
    <message>
        <source>The microphone gives nothing any more. What was recorded is kept. Plug it in again, then refresh the list.</source>
        <translation>麦克风不再有信号。已录的内容保留着。请重新插上，然后刷新列表。</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in, then refresh the list.</source>
        <translation>没有找到麦克风。请插上麦克风，然后刷新列表。</translation>
    </message>
    <message>
        <source>There is no microphone {name}. There are: {names}.</source>
        <translation>没有麦克风 {name}。现有：{names}。</translation>
    </message>
    <message>
        <source>The microphone {name} cannot be opened: {reason}. Check that no other program holds it and that recording is allowed.</source>
        <translation>无法打开麦克风 {name}：{reason}。请确认没有其他程序占用它，并且允许录音。</translation>
    </message>
    <message>
        <source>The starter model {path} is missing. Name a model, or install mmdesk again.</source>
        <translation>缺少入门模型 {path}。请指定模型，或重新安装 mmdesk。</translation>
    </message>
    <message>
        <source>The folder {path} for mmdesk&apos;s own files cannot be made: {reason}. Let mmdesk write to the folder above it.</source>
        <translation>无法创建 mmdesk 存放自身文件的文件夹 {path}：{reason}。请允许 mmdesk 写入其上级文件夹。</translation>
    </message>
    <message>
        <source>{path} was not saved: the disk is full. Free some space or choose another place.</source>
        <translation>{path} 没有保存：磁盘已满。请腾出空间或选择其他位置。</translation>
    </message>
    <message>
        <source>{path} was not saved: the folder is read-only. Choose another place.</source>
        <translation>{path} 没有保存：文件夹是只读的。请选择其他位置。</translation>
    </message>
    <message>
        <source>{path} was not saved: the name is too long. Choose a shorter one.</source>
        <translation>{path} 没有保存：名称太长。请用较短的名称。</translation>
    </message>
    <message>
        <source>{path} was not saved: the folder does not exist. Make it first or choose another place.</source>
        <translation>{path} 没有保存：文件夹不存在。请先创建它，或选择其他位置。</translation>
    </message>
    <message>
        <source>{path} was not saved: the disk reported an error. Try another place.</source>
        <translation>{path} 没有保存：磁盘报告了错误。请换一个位置。</translation>
    </message>
    <message>
        <source>{name} has the shape {shape}. A picture is (height, width) and 1, 3 or 4 channels.</source>
        <translation>{name} 的形状是 {shape}。图片应为（高，宽）加 1、3 或 4 个通道。</translation>
    </message>
    <message>
        <source>{name} is a JPEG XL picture, which mmdesk cannot read. Save it as JPEG or PNG.</source>
        <translation>{name} 是 JPEG XL 图片，mmdesk 无法读取。请另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>{name} is not a picture that mmdesk can read. Choose a PNG, JPEG or similar file.</source>
        <translation>{name} 不是 mmdesk 能读取的图片。请选择 PNG、JPEG 或类似的文件。</translation>
    </message>
    <message>
        <source>{name} is a HEIC picture, which mmdesk cannot read here. Save it as JPEG or PNG.</source>
        <translation>{name} 是 HEIC 图片，这里的 mmdesk 无法读取。请另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>{name} has numbers that are no picture&apos;s. Give numbers from 0 to 255, or fractions to 1.</source>
        <translation>{name} 中的数值不是图片。请给出 0 到 255 的数值，或不超过 1 的小数。</translation>
    </message>
    <message>
        <source>{name} has more than {limit} million pixels. Save a smaller version of it.</source>
        <translation>{name} 超过 {limit} 百万像素。请保存一个较小的版本。</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off: its picture cannot be decoded. Get the file again.</source>
        <translation>{name} 已损坏或不完整：无法解码图片。请重新获取文件。</translation>
    </message>
    <message>
        <source>Choose at least one modality of image, text and audio.</source>
        <translation>请在 image、text、audio 中至少选择一个模态。</translation>
    </message>
    <message>
        <source>{value} is not a choice for {option}. Give a multiple of {step}.</source>
        <translation>{value} 不能用于 {option}。请给出 {step} 的倍数。</translation>
    </message>
    <message>
        <source>The preset classic has encoders of its own. Leave {option} out, or take fast.</source>
        <translation>预设 classic 有自己的编码器。请不要给出 {option}，或改用 fast。</translation>
    </message>
    <message>
        <source>The fusion product multiplies probabilities, and numbers have none. Choose another one for a regression.</source>
        <translation>融合 product 将概率相乘，而数值没有概率。回归请选择其他融合。</translation>
    </message>
    <message>
        <source>{option} is for classes, and a regression has none. Leave it out.</source>
        <translation>{option} 用于类别，而回归没有类别。请省略它。</translation>
    </message>
    <message>
        <source>{value} is not a choice for {option}. Choose one of {allowed}.</source>
        <translation>{value} 不能用于 {option}。请选择 {allowed} 之一。</translation>
    </message>
    <message>
        <source>The sound cannot be played: {reason}. Check the loudspeaker in the sound settings.</source>
        <translation>无法播放声音：{reason}。请在声音设置中检查扬声器。</translation>
    </message>
    <message>
        <source>The library PortAudio is missing: nothing can be recorded or played. Install it: {command}.</source>
        <translation>缺少 PortAudio 库：无法录音和播放。请安装：{command}。</translation>
    </message>
    <message>
        <source>{name} is not empty. Open it if it holds data, or choose another folder.</source>
        <translation>{name} 不是空的。如果其中有数据，请打开它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{count:# file or row was|# files or rows were} left out: {reason}</source>
        <translation>略去了 {count:#} 个文件或行：{reason}</translation>
    </message>
    <message>
        <source>{name} cannot be an example: {reason}</source>
        <translation>{name} 不能成为示例：{reason}</translation>
    </message>
    <message>
        <source>The text is not in UTF-8, but probably in {encoding}, as in “{words}”. Save it as UTF-8, or drop the folder of all classes.</source>
        <translation>文字不是 UTF-8 编码，可能是 {encoding}，例如“{words}”。请另存为 UTF-8，或拖入包含所有类别的文件夹。</translation>
    </message>
    <message>
        <source>It lies in an array among others. Save it as a file of its own.</source>
        <translation>它与其他内容一起存放在数组中。请另存为单独的文件。</translation>
    </message>
    <message>
        <source>{name} was changed by another program. Open it again before you edit it.</source>
        <translation>{name} 已被其他程序修改。请重新打开后再编辑。</translation>
    </message>
    <message>
        <source>Another program has changed {name}. Edits that it lacks are kept in {aside}.</source>
        <translation>其他程序修改了 {name}。其中没有的编辑保留在 {aside}。</translation>
    </message>
    <message>
        <source>{first} {then}</source>
        <translation>{first}{then}</translation>
    </message>
    <message>
        <source>{name} cannot be understood. Mend it, or move it away: it holds settings only.</source>
        <translation>无法理解 {name}。请修复或移走它：它只含设置。</translation>
    </message>
    <message>
        <source>{name} is of another mmdesk. Install the newest one.</source>
        <translation>{name} 来自另一版本的 mmdesk。请安装最新版本。</translation>
    </message>
    <message>
        <source>The label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>The split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>{name} has an endless cell in or after line {line}: a closing quotation mark may be missing. Mend the table.</source>
        <translation>{name} 在第 {line} 行或其后有一个没有结束的单元格：可能缺少右引号。请修复表格。</translation>
    </message>
    <message>
        <source>{name} has the shape {shape}. A sound is (samples) or (samples, channels).</source>
        <translation>{name} 的形状是 {shape}。声音应为（采样点）或（采样点，声道）。</translation>
    </message>
    <message>
        <source>{name} is not a sound that mmdesk can read. Choose a WAV, MP3 or similar file.</source>
        <translation>{name} 不是 mmdesk 能读取的声音。请选择 WAV、MP3 或类似的文件。</translation>
    </message>
    <message>
        <source>{name} is a video without sound. Choose a file with sound.</source>
        <translation>{name} 是没有声音的视频。请选择有声音的文件。</translation>
    </message>
    <message>
        <source>{name} holds samples that are not numbers. Record or export it again.</source>
        <translation>{name} 含有不是数的采样点。请重新录制或导出。</translation>
    </message>
    <message>
        <source>{name} is silent. Check the microphone or choose another file.</source>
        <translation>{name} 没有声音。请检查麦克风或选择其他文件。</translation>
    </message>
    <message>
        <source>{name} has {rate} samples a second. Convert it to a rate from {low} to {high}.</source>
        <translation>{name} 每秒有 {rate} 个采样点。请转换到 {low} 至 {high} 的采样率。</translation>
    </message>
    <message>
        <source>{name} is longer than {minutes} minutes. Cut out the part that matters.</source>
        <translation>{name} 超过 {minutes} 分钟。请截取需要的部分。</translation>
    </message>
    <message>
        <source>{name} has a length of zero. Record or export it again.</source>
        <translation>{name} 的长度为零。请重新录制或导出。</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off: its sound cannot be decoded. Get the file again.</source>
        <translation>{name} 已损坏或不完整：无法解码声音。请重新获取文件。</translation>
    </message>
    <message>
        <source>{name} has a description that mmdesk cannot read. Ask for the file again.</source>
        <translation>{name} 的描述 mmdesk 无法读取。请重新索取文件。</translation>
    </message>
    <message>
        <source>{name} is not text in UTF-8, but probably in {encoding}. Save it as UTF-8 or choose another file.</source>
        <translation>{name} 不是 UTF-8 编码的文本，可能是 {encoding}。请另存为 UTF-8，或选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is not text in {encoding}.</source>
        <translation>{name} 不是 {encoding} 编码的文字。</translation>
    </message>
    <message>
        <source>{name} holds NUL characters, so it is not plain text. Remove them.</source>
        <translation>{name} 含有 NUL 字符，不是纯文本。请移除这些字符。</translation>
    </message>
    <message>
        <source>{name} holds half a character at position {position}. Type it again or remove it.</source>
        <translation>{name} 在位置 {position} 有半个字符。请重新输入或移除它。</translation>
    </message>
    <message>
        <source>{name} is longer than {limit} characters. Choose a shorter text.</source>
        <translation>{name} 超过 {limit} 个字符。请用较短的文字。</translation>
    </message>
    <message>
        <source>The weights in {name} do not fit its description. Ask for the file again.</source>
        <translation>{name} 中的权重与其描述不符。请重新索取文件。</translation>
    </message>
    <message>
        <source>{name} is damaged or not a model file of mmdesk. Copy it again or choose another.</source>
        <translation>{name} 已损坏，或不是 mmdesk 的模型文件。请重新复制或选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is a pickle, which could run code, and is not opened. Choose a .safetensors file of mmdesk.</source>
        <translation>{name} 是可能运行代码的 pickle 文件，不予打开。请选择 mmdesk 的 .safetensors 文件。</translation>
    </message>
    <message>
        <source>{name} was exported for use elsewhere, where mmdesk predict can ask it. Open the model that it was made of.</source>
        <translation>{name} 是为在别处使用而导出的，可以用 mmdesk predict 提问。请打开导出它的那个模型。</translation>
    </message>
    <message>
        <source>{name} was not made by mmdesk. Choose a model file that was.</source>
        <translation>{name} 不是由 mmdesk 制作的。请选择 mmdesk 制作的模型文件。</translation>
    </message>
    <message>
        <source>{name} was made by a newer mmdesk (format {number}). Update mmdesk to open it.</source>
        <translation>{name} 由更新版本的 mmdesk 制作（格式 {number}）。请更新 mmdesk 再打开。</translation>
    </message>
    <message>
        <source>{name} does not say its format. Ask for the file again.</source>
        <translation>{name} 没有说明格式。请重新索取文件。</translation>
    </message>
    <message>
        <source>The curves need TensorBoard, which is not installed. Type pip install tensorboard, or train without them.</source>
        <translation>曲线需要 TensorBoard，但没有安装。请输入 pip install tensorboard，或不写曲线进行训练。</translation>
    </message>
    <message>
        <source>The curves cannot be written into {folder}: {reason}. Choose another place.</source>
        <translation>无法将曲线写入 {folder}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
        <source>The device {device} is not there. Choose auto or one of {there} for {option}.</source>
        <translation>没有设备 {device}。请将 {option} 设为 auto 或 {there} 之一。</translation>
    </message>
    <message>
        <source>You asked for it.</source>
        <translation>这是您要求的。</translation>
    </message>
    <message>
        <source>A graphics card was found: {card}.</source>
        <translation>找到显卡：{card}。</translation>
    </message>
    <message>
        <source>An Apple graphics processor was found.</source>
        <translation>找到 Apple 图形处理器。</translation>
    </message>
    <message>
        <source>No graphics card that PyTorch can use was found.</source>
        <translation>没有找到 PyTorch 可用的显卡。</translation>
    </message>
    <message>
        <source>This PyTorch computes on the processor alone.</source>
        <translation>此 PyTorch 只能用处理器（CPU）计算。</translation>
    </message>
    <message>
        <source>{path} has no rows of the split {split}. Choose one of {there}.</source>
        <translation>{path} 没有划分 {split} 的行。请选择 {there} 之一。</translation>
    </message>
    <message>
        <source>No row of the split {split} in {path} has a label and a modality that the model knows.</source>
        <translation>{path} 的划分 {split} 中，没有一行的标签和模态是模型认识的。</translation>
    </message>
    <message>
        <source>The model does not know the label {label}.</source>
        <translation>模型不认识标签 {label}。</translation>
    </message>
    <message>
        <source>Every sample has one modality alone: there is nothing to fuse.</source>
        <translation>每个样本都只有一个模态：没有可融合的。</translation>
    </message>
    <message>
        <source>mean error {together:.4g} together, {alone:.4g} by {best} alone; {gain:+.3g} (95 % interval {low:+.3g} to {high:+.3g}).</source>
        <translation>合在一起平均误差 {together:.4g}，仅用{best}为 {alone:.4g}；相差 {gain:+.3g}（95 % 区间 {low:+.3g} 至 {high:+.3g}）。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>the words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>the sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Fusion helps: {figures}</source>
        <translation>融合有帮助：{figures}</translation>
    </message>
    <message>
        <source>Fusion harms: {figures}</source>
        <translation>融合有害：{figures}</translation>
    </message>
    <message>
        <source>Fusion makes no clear difference: {figures}</source>
        <translation>融合没有明显差别：{figures}</translation>
    </message>
    <message>
        <source>The decoded pictures and sounds cannot be kept in {folder}: {reason}. Make room there, or have it made writable.</source>
        <translation>无法在 {folder} 保留解码后的图片和声音：{reason}。请腾出空间，或使其可写。</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>{path} has none of the modalities {wanted}. It has {there}.</source>
        <translation>{path} 没有模态 {wanted}。它有 {there}。</translation>
    </message>
    <message>
        <source>This model takes no sound, so it cannot listen. Open one that does.</source>
        <translation>此模型不接受声音，无法聆听。请打开接受声音的模型。</translation>
    </message>
    <message>
        <source>This model tells numbers, and only classes can be listened for. Open one that knows some.</source>
        <translation>此模型给出数值，而聆听只能识别类别。请打开认识类别的模型。</translation>
    </message>
    <message>
        <source>The encoder {title} hears whole recordings, and cannot listen. Open a model with another one for sounds.</source>
        <translation>编码器 {title} 只听整段录音，不能用于聆听。请打开使用其他声音编码器的模型。</translation>
    </message>
    <message>
        <source>This model takes {modalities}. Give at least one of them.</source>
        <translation>此模型接受 {modalities}。请至少给出其中之一。</translation>
    </message>
    <message>
        <source>There is no interrupted training of {out}. Train without {option}.</source>
        <translation>{out} 没有中断的训练。请不带 {option} 训练。</translation>
    </message>
    <message>
        <source>The interrupted training of {out} used other choices or data. Repeat them, or train without {option}.</source>
        <translation>{out} 中断的训练用的是其他选项或数据。请使用相同的选项和数据，或不带 {option} 训练。</translation>
    </message>
    <message>
        <source>The folder for unfinished trainings cannot be made: {reason}.</source>
        <translation>无法创建存放未完成训练的文件夹：{reason}。</translation>
    </message>
    <message>
        <source>No model is open. Open one first.</source>
        <translation>没有打开模型。请先打开一个。</translation>
    </message>
    <message>
        <source>No row of {split} in {name} has any of: {modalities}. Choose other modalities.</source>
        <translation>{name} 中 {split} 的行都不含：{modalities}。请选择其他模态。</translation>
    </message>
    <message>
        <source>Going on after epoch {epoch}.</source>
        <translation>从第 {epoch} 轮之后继续。</translation>
    </message>
    <message>
        <source>Nothing needs to be set aside after all: all samples teach, and judge in turn.</source>
        <translation>最终无需留出样本：所有样本都参与训练，并轮流用于评估。</translation>
    </message>
    <message>
        <source>The training of {out} diverged, and there is no model. Choose a smaller learning rate.</source>
        <translation>{out} 的训练发散，没有得到模型。请选择更小的学习率。</translation>
    </message>
    <message>
        <source>“{rarest}” has only {fewest:# sample|# samples} for training, “{commonest}” has {most:#}: {remedy} for {option} makes up for it.</source>
        <translation>“{rarest}”只有 {fewest:# 个样本}用于训练，“{commonest}”有 {most:# 个}：将 {option} 设为 {remedy} 可以弥补。</translation>
    </message>
    <message>
        <source>If the training is interrupted now, it cannot go on later. {error}</source>
        <translation>如果现在中断训练，以后无法继续。{error}</translation>
    </message>
    <message>
        <source>The memory of {device} is full: starting again with {count:# sample|# samples} a step.</source>
        <translation>{device} 的内存已满：改为每步 {count} 个样本重新开始。</translation>
    </message>
    <message>
        <source>The memory of {device} is full: going on with the processor.</source>
        <translation>{device} 的内存已满：改用处理器继续。</translation>
    </message>
    <message>
        <source>{path} is a folder. Give a file name that ends in .safetensors.</source>
        <translation>{path} 是文件夹。请给出以 .safetensors 结尾的文件名。</translation>
    </message>
    <message>
        <source>{path} must end in .safetensors. Give such a name.</source>
        <translation>{path} 必须以 .safetensors 结尾。请给出这样的名称。</translation>
    </message>
    <message>
        <source>There is no model file {path}. Check the option --model.</source>
        <translation>没有模型文件 {path}。请检查选项 --model。</translation>
    </message>
    <message>
        <source>There is no file {path}. If you meant a command, it is the first word after mmdesk: {commands}.</source>
        <translation>没有文件 {path}。如果您想用命令，它应是 mmdesk 之后的第一个词：{commands}。</translation>
    </message>
    <message>
        <source>There is no display to open a window on (DISPLAY is {display}). Start mmdesk on a desktop, or use one of its commands: {commands}.</source>
        <translation>没有可以打开窗口的显示器（DISPLAY 为 {display}）。请在桌面环境中启动 mmdesk，或使用它的命令：{commands}。</translation>
    </message>
    <message>
        <source>The window needs libraries that this system lacks. On Debian or Ubuntu type: sudo apt-get install {packages}</source>
        <translation>窗口需要的一些库系统中没有。在 Debian 或 Ubuntu 上请输入：sudo apt-get install {packages}</translation>
    </message>
    <message>
        <source>the lines above, because the log cannot be written ({error})</source>
        <translation>上面各行，因为无法写入日志（{error}）</translation>
    </message>
    <message>
        <source>{name} is not in UTF-8, but probably in {encoding}. Drop it on Data and say so there, or save it as UTF-8.</source>
        <translation>{name} 不是 UTF-8 编码，可能是 {encoding}。请把它拖到“数据”页并在那里指明编码，或另存为 UTF-8。</translation>
    </message>
    <message>
        <source>{name} holds spectrograms, which cannot be shown or heard here.</source>
        <translation>{name} 含有声谱图，无法在这里显示或播放。</translation>
    </message>
    <message>
        <source>PyTorch cannot be loaded: {error}</source>
        <translation>无法加载 PyTorch：{error}</translation>
    </message>
    <message>
        <source>{error}. On Debian or Ubuntu type: sudo apt-get install libportaudio2</source>
        <translation>{error}。在 Debian 或 Ubuntu 上请输入：sudo apt-get install libportaudio2</translation>
    </message>
    <message>
        <source>works, at {rate} Hz</source>
        <translation>正常，{rate} Hz</translation>
    </message>
    <message>
        <source>{folder} (read-only)</source>
        <translation>{folder}（只读）</translation>
    </message>
    <message>
        <source>{path} has an ending that is no picture&apos;s, text&apos;s or sound&apos;s.</source>
        <translation>{path} 的扩展名不属于图片、文字或声音。</translation>
    </message>
    <message>
        <source>{count:# text is an annotation of boxes and is|# texts are annotations of boxes and are} left out.</source>
        <translation>{count:#} 个文本是方框标注，已被略过。</translation>
    </message>
    <message>
        <source>{count:# text is a list of files and is|# texts are lists of files and are} left out.</source>
        <translation>{count:#} 段文字是文件列表，已略去。</translation>
    </message>
    <message>
        <source>No row is for validation, so {count} of the {total:# training row|# training rows} {count:is|are} set aside for it.</source>
        <translation>没有用于验证的行，因此从 {total} 个训练行中留出 {count} 行用于验证。</translation>
    </message>
    <message>
        <source>{name} is open in another window of mmdesk. Close it there first.</source>
        <translation>{name} 已在 mmdesk 的另一个窗口中打开。请先在那里关闭。</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>正在查看</translation>
    </message>
    <message>
        <source>comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>refining the fusion</source>
        <translation>正在细调融合</translation>
    </message>
    <message>
        <source>Menus cannot start {program}, for the % in its path. Install mmdesk in another folder.</source>
        <translation>{program} 的路径中含有 %，菜单无法启动它。请将 mmdesk 安装到其他文件夹。</translation>
    </message>
    <message>
        <source>mmdesk puts itself only into the menus of Linux. On Windows pin {program} to Start, on macOS drag it to the Dock.</source>
        <translation>mmdesk 只能把自己放进 Linux 的菜单。在 Windows 上请将 {program} 固定到“开始”屏幕，在 macOS 上请将它拖到程序坞。</translation>
    </message>
    <message>
        <source>{program} is missing, without which files may not open by double click. On Debian or Ubuntu type: sudo apt-get install {package}. Then do this again.</source>
        <translation>缺少 {program}，没有它，双击可能打不开文件。在 Debian 或 Ubuntu 上请输入：sudo apt-get install {package}，然后再试一次。</translation>
    </message>
    <message>
        <source>{program} failed, and files may not open by double click: {reason}</source>
        <translation>{program} 出错，双击可能打不开文件：{reason}</translation>
    </message>
    <message>
        <source>The weights of the encoder {encoder} are missing. Install the package {package}, or mmdesk again.</source>
        <translation>缺少编码器 {encoder} 的权重。请安装软件包 {package}，或重新安装 mmdesk。</translation>
    </message>
    <message>
        <source>The weights of the encoder {encoder} in {path} cannot be read: {reason}. Install the package {package}, or mmdesk again.</source>
        <translation>无法读取 {path} 中编码器 {encoder} 的权重：{reason}。请安装软件包 {package}，或重新安装 mmdesk。</translation>
    </message>
    <message>
        <source>{path} does not hold the weights of the encoder {encoder}: it was changed or cut short. Install the package {package}, or mmdesk again.</source>
        <translation>{path} 不是编码器 {encoder} 的权重：文件已被改动或不完整。请安装软件包 {package}，或重新安装 mmdesk。</translation>
    </message>
    <message>
        <source>{count:# row|# rows} cannot be read.</source>
        <translation>{count:#} 行无法读取。</translation>
    </message>
    <message>
        <source>{count:# text is|# texts are} not in UTF-8, but probably in {encoding}, as in “{words}”.</source>
        <translation>{count:#} 段文字不是 UTF-8 编码，可能是 {encoding}，例如“{words}”。</translation>
    </message>
    <message>
        <source>{count:# sound is|# sounds are} silent.</source>
        <translation>{count:#} 段声音是静音。</translation>
    </message>
    <message>
        <source>{count:# sound is|# sounds are} very short.</source>
        <translation>{count:#} 段声音很短。</translation>
    </message>
    <message>
        <source>{count:# sound is clipped: it was|# sounds are clipped: they were} recorded too loud.</source>
        <translation>{count:#} 段声音削波：录音时音量太大。</translation>
    </message>
    <message>
        <source>{count:# sound has|# sounds have} a channel with nothing in it.</source>
        <translation>{count:#} 段声音有空的声道。</translation>
    </message>
    <message>
        <source>{count:# picture is|# pictures are} almost blank.</source>
        <translation>{count:#} 张图片几乎是空白的。</translation>
    </message>
    <message>
        <source>{count:# row has|# rows have} a text without words.</source>
        <translation>{count:#} 行的文字中没有词。</translation>
    </message>
    <message>
        <source>{count:# row for validation or test is|# rows for validation or test are} in another split too: the model would be judged by what it knows.</source>
        <translation>{count:#} 个验证或测试行也出现在另一个划分中：这等于用模型学过的内容来评估它。</translation>
    </message>
    <message>
        <source>{count:# row is an exact copy of another|# rows are exact copies of others}.</source>
        <translation>{count:#} 行与其他行完全相同。</translation>
    </message>
    <message>
        <source>{count:# row is almost the same as another|# rows are almost the same as others}.</source>
        <translation>{count:#} 行与其他行几乎相同。</translation>
    </message>
    <message>
        <source>{count:# row has a label|# rows have labels} that probably {count:means|mean} the same as others: {labels}.</source>
        <translation>{count:#} 行的标签可能与其他标签含义相同：{labels}。</translation>
    </message>
    <message>
        <source>{count:# row has|# rows have} a label that says there is none: {labels}.</source>
        <translation>{count:#} 行的标签表示没有标签：{labels}。</translation>
    </message>
    <message>
        <source>{count:# row seems|# rows seem} to have several labels in one: {labels}. Each sample is of one class.</source>
        <translation>{count:#} 行似乎在一个标签中写了多个标签：{labels}。每个样本只属于一个类别。</translation>
    </message>
    <message>
        <source>{count:# row holds|# rows hold} the same as another one with another label.</source>
        <translation>{count:#} 行与另一行内容相同但标签不同。</translation>
    </message>
    <message>
        <source>{number:The class|The classes} {classes} {number:has|have} fewer than {least:# example|# examples}: add some.</source>
        <translation>类别 {classes} 的示例少于 {least} 个：请添加一些。</translation>
    </message>
    <message>
        <source>In {classes} a modality is missing that the others have: its absence alone would tell the class.</source>
        <translation>{classes} 缺少其他类别都有的模态：仅凭缺少就能看出类别。</translation>
    </message>
    <message>
        <source>{count:# row probably has a wrong label: what it holds|# rows probably have a wrong label: what they hold} tells another one.</source>
        <translation>{count:#} 行的标签可能有错：内容表明是另一个标签。</translation>
    </message>
    <message>
        <source>{count:# row has|# rows have} a part that contradicts the label, while the rest fits it.</source>
        <translation>{count:#} 行有一个部分与标签矛盾，其余部分相符。</translation>
    </message>
    <message>
        <source>A modality says nothing about the labels ({own} right, {chance} by chance), though the others do ({others}): its files may be mixed up.</source>
        <translation>有一个模态与标签无关（正确 {own}，随机为 {chance}），而其他模态有关（{others}）：其文件可能弄混了。</translation>
    </message>
    <message>
        <source>{name} is not JSON in line {line}. Export it again.</source>
        <translation>{name} 的第 {line} 行不是 JSON。请重新导出。</translation>
    </message>
    <message>
        <source>{name} is no list of records: number {number} is something else. Give a table.</source>
        <translation>{name} 不是记录列表：第 {number} 项是其他内容。请给出表格。</translation>
    </message>
    <message>
        <source>learned from nothing</source>
        <translation>从零学起</translation>
    </message>
    <message>
        <source>the theory&apos;s own, learned from nothing</source>
        <translation>理论自己的编码器，从零学起</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0, learned before</source>
        <translation>预训练的 EfficientNet-Lite0</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0 with its own classes, learned before</source>
        <translation>预训练的 EfficientNet-Lite0，用其自带类别</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0, fine-tuned</source>
        <translation>EfficientNet-Lite0，经微调</translation>
    </message>
    <message>
        <source>sentence encoder, learned before</source>
        <translation>预训练的句子编码器</translation>
    </message>
    <message>
        <source>rare words and letters (tf-idf)</source>
        <translation>罕见的词和字（tf-idf）</translation>
    </message>
    <message>
        <source>sentence encoder, learned before, with rare words and letters (tf-idf)</source>
        <translation>预训练的句子编码器，加上罕见的词和字（tf-idf）</translation>
    </message>
    <message>
        <source>shapes of the spectrum (cepstra)</source>
        <translation>频谱的形状（倒谱）</translation>
    </message>
    <message>
        <source>{fresh}, and beside it {frozen}</source>
        <translation>{fresh}，并用{frozen}</translation>
    </message>
    <message>
        <source>{title} ({library}), learned before</source>
        <translation>预训练的 {title}（{library}）</translation>
    </message>
    <message>
        <source>cross-validation</source>
        <translation>交叉验证</translation>
    </message>
    <message>
        <source>comparing encoders</source>
        <translation>比较编码器</translation>
    </message>
    <message>
        <source>{modality}: {chosen}, {quality:.0%} by itself. The best of the others, {other}: {lesser:.0%}.</source>
        <translation>{modality}：{chosen}，单独为 {quality:.0%}。其他编码器中最好的是{other}，为 {lesser:.0%}。</translation>
    </message>
    <message>
        <source>{folder} is there already. Open it, or unpack {name} somewhere else.</source>
        <translation>{folder} 已经存在。请直接打开它，或将 {name} 解压到别处。</translation>
    </message>
    <message>
        <source>{name} cannot be unpacked: it is damaged or no ZIP archive. Get the file again.</source>
        <translation>无法解压 {name}：文件已损坏，或不是 ZIP 压缩包。请重新获取该文件。</translation>
    </message>
    <message>
        <source>{name} has a password. Unpack it yourself, then open the folder.</source>
        <translation>{name} 有密码。请自行解压，再打开解压后的文件夹。</translation>
    </message>
    <message>
        <source>There is not enough room in {folder} for {name}. Choose another folder.</source>
        <translation>{folder} 的空间不足以解压 {name}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{name} is no workbook, but text. If it is a table, give it the ending .csv.</source>
        <translation>{name} 不是工作簿，而是文本。如果它是表格，请将扩展名改为 .csv。</translation>
    </message>
    <message>
        <source>{name} cannot be read: it is damaged, or has a password. Save it again, as XLSX or CSV.</source>
        <translation>无法读取 {name}：文件已损坏或有密码。请重新保存为 XLSX 或 CSV。</translation>
    </message>
    <message>
        <source>{name} is too large for a workbook. Save the sheet with the samples as CSV.</source>
        <translation>{name} 作为工作簿过大。请把含有样本的工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>16 bits of which {bits} are used</source>
        <translation>16 位中只使用了 {bits} 位</translation>
    </message>
    <message>
        <source>{count:# pixel is no number and is|# pixels are no numbers and are} black</source>
        <translation>{count:#} 个像素不是数值，显示为黑色</translation>
    </message>
    <message>
        <source>{first}; {then}</source>
        <translation>{first}；{then}</translation>
    </message>
    <message>
        <source>numbers from {low:.4g} to {high:.4g}, shown from black to white</source>
        <translation>数值从 {low:.4g} 到 {high:.4g}，由黑到白显示</translation>
    </message>
    <message>
        <source>{name} is a drawing of lines (SVG). Save it as PNG, then take that.</source>
        <translation>{name} 是矢量图（SVG）。请另存为 PNG 后再使用。</translation>
    </message>
    <message>
        <source>{name} is a web page. Copy the words in it, or save them as a text.</source>
        <translation>{name} 是网页。请复制其中的文字，或将文字保存为文本文件。</translation>
    </message>
    <message>
        <source>{name} is a table, not one sample. Drop it alone: its rows are answered as a batch.</source>
        <translation>{name} 是表格，不是单个样本。请单独拖入：各行会作为批量处理。</translation>
    </message>
    <message>
        <source>{name} holds data of another program, not words. Choose a picture, a text or a sound.</source>
        <translation>{name} 是其他程序的数据，不是文字。请选择图片、文本或声音。</translation>
    </message>
    <message>
        <source>{name} is a program, not words. Choose a picture, a text or a sound.</source>
        <translation>{name} 是程序，不是文字。请选择图片、文本或声音。</translation>
    </message>
    <message>
        <source>{name} is a document. Copy the words in it, or save them as a text.</source>
        <translation>{name} 是文档。请复制其中的文字，或将文字保存为文本文件。</translation>
    </message>
    <message>
        <source>{name} is a camera&apos;s raw picture. Save it as JPEG or PNG, then take that.</source>
        <translation>{name} 是相机的原始图片（RAW）。请另存为 JPEG 或 PNG，再使用该文件。</translation>
    </message>
    <message>
        <source>{name} is a medical picture (DICOM). Save it as PNG or TIFF, then take that.</source>
        <translation>{name} 是医学图片（DICOM）。请另存为 PNG 或 TIFF，再使用该文件。</translation>
    </message>
    <message>
        <source>{name} holds notes to be played (MIDI), and no sound. Record what it sounds like.</source>
        <translation>{name} 只含要演奏的音符（MIDI），没有声音。请录下它的声音。</translation>
    </message>
    <message>
        <source>{name} is an archive. Unpack it; on Data, a ZIP archive can be dropped as it is.</source>
        <translation>{name} 是压缩包。请先解压；在“数据”页可以直接拖入 ZIP 压缩包。</translation>
    </message>
    <message>
        <source>accuracy {share}</source>
        <translation>准确率 {share}</translation>
    </message>
    <message>
        <source>validation accuracy {share}</source>
        <translation>验证准确率 {share}</translation>
    </message>
    <message>
        <source>{together} together, {alone} by {best} alone; {gain:+.1f} points (95 % interval {low:+.1f} to {high:+.1f}).</source>
        <translation>合在一起 {together}，仅用{best} {alone}；相差 {gain:+.1f} 个百分点（95 % 区间 {low:+.1f} 至 {high:+.1f}）。</translation>
    </message>
    <message>
        <source>no figure yet</source>
        <translation>尚无指标</translation>
    </message>
    <message>
        <source>{share:.1%}</source>
        <translation>{share:.1%}</translation>
    </message>
    <message>
        <source>at least {low:.0%}</source>
        <translation>至少 {low:.0%}</translation>
    </message>
    <message>
        <source>at most {high:.0%}</source>
        <translation>至多 {high:.0%}</translation>
    </message>
    <message>
        <source>{low:.0%} to {high:.0%}</source>
        <translation>{low:.0%} 至 {high:.0%}</translation>
    </message>
    <message>
        <source>For comparison: of photographs of six materials, 5 of each gave 61 % right, 10 gave 64 %, and 50 gave 75 %.</source>
        <translation>供参考：区分六种材料的照片时，每类 5 张的正确率为 61 %，10 张为 64 %，50 张为 75 %。</translation>
    </message>
    <message>
        <source>For comparison: of comments with seven emotions, 5 of each gave 42 % right, 10 gave 43 %, and 50 gave 51 %.</source>
        <translation>供参考：区分七种情绪的评论时，每类 5 条的正确率为 42 %，10 条为 43 %，50 条为 51 %。</translation>
    </message>
    <message>
        <source>“{rarest}” has only {fewest:# example|# examples}: nobody can tell yet how well it is known. Collect {least} or more.</source>
        <translation>“{rarest}”只有 {fewest:#} 个示例：还无法判断识别得如何。请收集 {least} 个以上。</translation>
    </message>
    <message>
        <source>With {fewest:# example|# examples} of “{rarest}” this is a first try, and how good it is will be told roughly: where {share:.0%} is right, you read {low:.0%} to {high:.0%}. From {enough} of each class on, the figures hold.</source>
        <translation>“{rarest}”只有 {fewest:#} 个示例，只能初步尝试，指标也很粗略：实际正确率为 {share:.0%} 时，显示的是 {low:.0%} 至 {high:.0%}。每类达到 {enough} 个后，指标才可靠。</translation>
    </message>
    <message>
        <source>More examples of each class help most.</source>
        <translation>增加每个类别的示例最有效。</translation>
    </message>
    <message>
        <source>More examples of each class help most; another encoder may, too: {names}.</source>
        <translation>增加每个类别的示例最有效；换一种编码器也可能有帮助：{names}。</translation>
    </message>
    <message>
        <source>It learned its examples by heart: {known:.0%} of them are right, of others {low:.0%} to {high:.0%}. {remedy}</source>
        <translation>它只是记住了训练示例（过拟合）：训练示例的正确率为 {known:.0%}，其他样本为 {low:.0%} 至 {high:.0%}。{remedy}</translation>
    </message>
    <message>
        <source>The project {name} is not where it was: {folder}. Open it where it is now.</source>
        <translation>项目 {name} 已不在原处：{folder}。请在它现在的位置打开。</translation>
    </message>
    <message>
        <source>{name} could not be put into the trash: this disk has none. Delete it by hand.</source>
        <translation>无法把 {name} 移到回收站：此磁盘没有回收站。请手动删除。</translation>
    </message>
    <message>
        <source>A folder cannot be called {name}. Choose another name.</source>
        <translation>文件夹不能命名为 {name}。请换一个名称。</translation>
    </message>
    <message>
        <source>{name} is there already. Choose another name.</source>
        <translation>{name} 已经存在。请换一个名称。</translation>
    </message>
    <message>
        <source>There are too few examples for a model yet. Keep some more.</source>
        <translation>示例太少，还不足以构成模型。请再保留一些。</translation>
    </message>
    <message>
        <source>learning</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>Fusion cannot be judged yet: the samples are too few.</source>
        <translation>还无法判断融合是否有帮助：样本太少。</translation>
    </message>
    <message>
        <source>{file} has no encoder that another training can begin with. Choose another model.</source>
        <translation>{file} 没有可作为其他训练起点的编码器。请选择其他模型。</translation>
    </message>
    <message>
        <source>{file} takes {taken}, and what is trained has {there}: they share nothing. Choose another model.</source>
        <translation>{file} 接受的是{taken}，而要训练的是{there}：两者没有共同之处。请选择其他模型。</translation>
    </message>
    <message>
        <source>{file} is of the preset {preset}. Choose it too, or train without {option}.</source>
        <translation>{file} 的预设是 {preset}。请也选择它，或不带 {option} 训练。</translation>
    </message>
    <message>
        <source>{start} already gives the encoder of {phrase}. Leave it out of {option}.</source>
        <translation>{start} 已经给出了{phrase}的编码器。请不要在 {option} 中再给出。</translation>
    </message>
    <message>
        <source>{option} is {given}, but {file} was made with {number}. Give that number, too.</source>
        <translation>{option} 是 {given}，但 {file} 用的是 {number}。请也给出这个数。</translation>
    </message>
    <message>
        <source>{file} gives the encoders of {phrases}, and the size of the shared space: {dimension} numbers.</source>
        <translation>{file} 给出{phrases}的编码器，以及共享空间的大小：{dimension} 个数。</translation>
    </message>
    <message>
        <source>{file} is what the training begins with. Give another file for {option}.</source>
        <translation>{file} 是训练的起点。请为 {option} 给出其他文件。</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Choose one that holds an encoder.</source>
        <translation>没有文件夹 {folder}。请选择含有编码器的文件夹。</translation>
    </message>
    <message>
        <source>{folder} has no config.json, by which timm and transformers tell what a network is. Choose another folder.</source>
        <translation>{folder} 中没有 config.json，timm 和 transformers 用它说明网络是什么。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The encoder in {folder} is for {taken}, not for {wanted}. Choose it there, or another folder here.</source>
        <translation>{folder} 中的编码器用于{taken}，而不是{wanted}。请在那里选用它，或在此选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Make it readable, or choose another folder.</source>
        <translation>无法读取 {path}：{reason}。请使其可读，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is damaged. Copy it again, or choose another folder.</source>
        <translation>{path} 已损坏。请重新复制，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{folder} brings program code of its own along ({files}), which mmdesk does not run. Choose an encoder that timm or transformers know by themselves.</source>
        <translation>{folder} 自带程序代码（{files}），mmdesk 不会运行它。请选择 timm 或 transformers 自身认识的编码器。</translation>
    </message>
    <message>
        <source>{folder} holds a network of the kind {family}, which cannot be an encoder here. Those that can: {known}.</source>
        <translation>{folder} 中是 {family} 类网络，在此不能用作编码器。可以使用的有：{known}。</translation>
    </message>
    <message>
        <source>{folder} lacks {file}, a part of its weights. Copy the folder again.</source>
        <translation>{folder} 缺少 {file}，它是权重的一部分。请重新复制该文件夹。</translation>
    </message>
    <message>
        <source>{folder} has its weights only as a pickle ({files}), which could run code, and is not read. Take a copy with model.safetensors.</source>
        <translation>{folder} 中的权重只有可能运行代码的 pickle 文件（{files}），不予读取。请使用带有 model.safetensors 的版本。</translation>
    </message>
    <message>
        <source>{folder} has no weights (model.safetensors). Copy the folder again, or choose another.</source>
        <translation>{folder} 中没有权重（model.safetensors）。请重新复制该文件夹，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Give {option} one with an encoder, or a name.</source>
        <translation>没有文件夹 {folder}。请为 {option} 指定含有编码器的文件夹，或一个名称。</translation>
    </message>
    <message>
        <source>There is no folder {name} here, and nothing is downloaded unasked: with {allow}, mmdesk tells the files and how large they are, and fetches them from {hub}.</source>
        <translation>这里没有文件夹 {name}，且未经要求不会下载任何内容：指定 {allow} 后，mmdesk 会说明文件及其大小，并从 {hub} 获取。</translation>
    </message>
    <message>
        <source>Downloading {name} from {hub}: {files}; {size:.1f} MB in all, into {folder}.</source>
        <translation>正在从 {hub} 下载 {name}：{files}；共 {size:.1f} MB，存入 {folder}。</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>下载中</translation>
    </message>
    <message>
        <source>{name} at {hub} has no model.safetensors, and other weights are not read. Choose another.</source>
        <translation>{hub} 上的 {name} 没有 model.safetensors，其他权重不予读取。请另选一个。</translation>
    </message>
    <message>
        <source>{hub} has no {name} that anybody may download ({code}). Check the name.</source>
        <translation>{hub} 上没有可公开下载的 {name}（{code}）。请检查名称。</translation>
    </message>
    <message>
        <source>{name} cannot be downloaded from {hub}: {reason}. Connect this computer, or give {option} the folder of a copy.</source>
        <translation>无法从 {hub} 下载 {name}：{reason}。请连接网络，或为 {option} 指定其副本所在的文件夹。</translation>
    </message>
    <message>
        <source>The encoder {title} needs the package {package}, which is not installed. Install it by: {command}</source>
        <translation>编码器 {title} 需要软件包 {package}，但它没有安装。请这样安装：{command}</translation>
    </message>
    <message>
        <source>This encoder hears sounds themselves, and {name} is a spectrogram. Choose another encoder of sounds.</source>
        <translation>此编码器直接听声音，而 {name} 是频谱图。请选择其他声音编码器。</translation>
    </message>
    <message>
        <source>The encoder {title} needs the package {package}, which cannot be loaded ({reason}). Install it again by: {command}</source>
        <translation>编码器 {title} 需要软件包 {package}，但无法加载（{reason}）。请这样重新安装：{command}</translation>
    </message>
    <message>
        <source>{name} has other weights of the encoder {title} by now. Copy it again.</source>
        <translation>{name} 中编码器 {title} 的权重已经改变。请重新复制。</translation>
    </message>
    <message>
        <source>The weights of the encoder in {name} do not fit its settings. Copy it again, or choose another encoder.</source>
        <translation>{name} 中编码器的权重与其设置不符。请重新复制，或选择其他编码器。</translation>
    </message>
    <message>
        <source>{name} in {folder} is damaged or cut short. Copy it again, or choose another encoder.</source>
        <translation>{folder} 中的 {name} 已损坏或不完整。请重新复制，或选择其他编码器。</translation>
    </message>
    <message>
        <source>reading the encoder of {phrase}</source>
        <translation>读取{phrase}的编码器</translation>
    </message>
    <message>
        <source>The weights of the encoder cannot be kept in {folder}: {reason}. Make room there, or have it made writable.</source>
        <translation>无法在 {folder} 中保存编码器的权重：{reason}。请在那里腾出空间，或使其可写。</translation>
    </message>
    <message>
        <source>The text is not in {encoding}.</source>
        <translation>文字不是 {encoding} 编码。</translation>
    </message>
    <message>
        <source>{parts}: {label}</source>
        <translation>{parts}：{label}</translation>
    </message>
    <message>
        <source>{sides}; {side}</source>
        <translation>{sides}；{side}</translation>
    </message>
    <message>
        <source>its parts together are unlike all that the model has learned from</source>
        <translation>各部分合起来与模型学过的都不像</translation>
    </message>
    <message>
        <source>unlike all that the model has learned from: {parts}</source>
        <translation>与模型学过的都不像：{parts}</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names}和{last}</translation>
    </message>
    <message>
        <source>average {average}</source>
        <translation>平均 {average}</translation>
    </message>
    <message>
        <source>{sum} · {part} {points}</source>
        <translation>{sum} · {part} {points}</translation>
    </message>
    <message>
        <source>{sum} = {total}</source>
        <translation>{sum} = {total}</translation>
    </message>
    <message>
        <source>{part} decided most for {classes}.</source>
        <translation>对于 {classes}，{part}起的作用最大。</translation>
    </message>
    <message>
        <source>Several parts decided alike for {classes}.</source>
        <translation>对于 {classes}，几个部分起的作用相当。</translation>
    </message>
    <message>
        <source>{part} decided most, whatever the answer.</source>
        <translation>无论答案是什么，{part}起的作用都最大。</translation>
    </message>
    <message>
        <source>Several parts decided alike, whatever the answer.</source>
        <translation>无论答案是什么，几个部分起的作用都相当。</translation>
    </message>
    <message>
        <source>{part} hardly counted anywhere.</source>
        <translation>{part}几乎处处都不起作用。</translation>
    </message>
    <message>
        <source>could be: one of {count:# class|# classes} · {coverage:.0%}</source>
        <translation>可能是 {count:#} 个类别之一 · {coverage:.0%}</translation>
    </message>
    <message>
        <source>could be: {labels} · {coverage:.0%}</source>
        <translation>可能是：{labels} · {coverage:.0%}</translation>
    </message>
    <message>
        <source>between {low} and {high} · {coverage:.0%}</source>
        <translation>在 {low} 和 {high} 之间 · {coverage:.0%}</translation>
    </message>
    <message>
        <source>{names} or {last}</source>
        <translation>{names}或{last}</translation>
    </message>
    <message>
        <source>The model has no class {label} to explain. It has {labels}.</source>
        <translation>模型没有可说明的类别 {label}。它有 {labels}。</translation>
    </message>
    <message>
        <source>{path} cannot be an exported model. Give a name that ends in {ending}, or a folder.</source>
        <translation>{path} 不能是导出的模型。请给出以 {ending} 结尾的名称，或一个文件夹。</translation>
    </message>
    <message>
        <source>The standalone program has no part for exported models. With Python, install mmdesk by: {command}</source>
        <translation>独立程序中没有导出模型的部分。请用 Python 安装 mmdesk：{command}</translation>
    </message>
    <message>
        <source>Exported models need the package {package}, which is not installed. Install it by: {command}</source>
        <translation>导出的模型需要软件包 {package}，而它没有安装。安装方法：{command}</translation>
    </message>
    <message>
        <source>Writing the model</source>
        <translation>正在写入模型</translation>
    </message>
    <message>
        <source>Comparing answers</source>
        <translation>正在比较答案</translation>
    </message>
    <message>
        <source>{name} has no sample that this model takes. Compare by another dataset.</source>
        <translation>{name} 中没有此模型接受的样本。请用另一个数据集比较。</translation>
    </message>
    <message>
        <source>{name} was not exported: its scores would differ by up to {difference:.2g}, and {limit:g} is allowed. Send us the model, so that this is mended.</source>
        <translation>{name} 没有导出：其得分最多会相差 {difference:.2g}，而允许的是 {limit:g}。请把模型发给我们，以便修正。</translation>
    </message>
    <message>
        <source>The encoder {encoder} of this model cannot be exported. Train a model with another one for that.</source>
        <translation>此模型的编码器 {encoder} 无法导出。请为此训练一个使用其他编码器的模型。</translation>
    </message>
    <message>
        <source>An exported model hears sounds themselves, and {name} is a spectrogram.</source>
        <translation>导出的模型听的是声音本身，而 {name} 是频谱图。</translation>
    </message>
</context>
<context>
    <name>fusions</name>
    <message>
        <source>fixed</source>
        <translation>固定权重</translation>
    </message>
    <message>
        <source>Each part always counts the same, as in the theory: pictures 0.4, words and sounds 0.3 each.</source>
        <translation>各部分的权重固定不变，与理论一致：图片 0.4，文字和声音各 0.3。</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习权重</translation>
    </message>
    <message>
        <source>Learns how much each part counts, the same for all samples.</source>
        <translation>通过训练得出各部分的权重，对所有样本都相同。</translation>
    </message>
    <message>
        <source>gated</source>
        <translation>逐样本门控</translation>
    </message>
    <message>
        <source>Decides for each sample anew how much each part counts.</source>
        <translation>针对每个样本重新决定各部分的权重。</translation>
    </message>
    <message>
        <source>mixture</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Joins the parts&apos; own answers, weighted for each sample, and adds what the parts tell only together.</source>
        <translation>按每个样本的权重合并各部分自己的答案，再加上各部分只有放在一起才能体现的信息。</translation>
    </message>
    <message>
        <source>concat</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Lays what the parts tell side by side and learns from the whole row.</source>
        <translation>将各部分的特征首尾拼接，从整体中学习。</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Lets the parts look at each other before they answer; it wants many examples.</source>
        <translation>让各部分先相互参照再回答；需要较多示例。</translation>
    </message>
    <message>
        <source>low-rank</source>
        <translation>低秩张量</translation>
    </message>
    <message>
        <source>Multiplies what the parts tell, for what shows only in their combination.</source>
        <translation>将各部分的特征相乘，捕捉只有组合起来才出现的信息。</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Each part answers alone; the answer is the mean of all.</source>
        <translation>各部分单独回答，取平均作为答案。</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>Each part answers alone; the better ones count more.</source>
        <translation>各部分单独回答，表现好的部分权重更大。</translation>
    </message>
    <message>
        <source>product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>Each part answers alone; what any of them rules out is ruled out.</source>
        <translation>各部分单独回答；任何一部分排除的类别都会被排除。</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>Ask a ready model</source>
        <translation>试用现成的模型</translation>
    </message>
    <message>
        <source>On Classify, drop a picture, type words or record a sound: one of them is enough. The answer comes by itself, with how sure it is and how much each part counted. It is never sure where the parts contradict each other, and says what each of them means. The switch on a part shows what the answer were without it.</source>
        <translation>在“分类”页拖入图片、输入文字或录制声音，有一样就够。答案会自动出现，并给出把握程度和各部分的作用。各部分相互矛盾时，答案绝不会说有把握，并会说明每个部分的意思。关闭某一部分的开关，可以看到没有它时的答案。</translation>
    </message>
    <message>
        <source>Collect examples of your own</source>
        <translation>收集自己的示例</translation>
    </message>
    <message>
        <source>On Data, begin a project or open a folder: a folder for each class, or a table, will do. Samples on Classify are kept with a label, too. Call classes by what they are: where there are words, names teach as well. Ten of each class give a first model, fifty a good one. Problems finds doubles, wrong labels and files that cannot be read.</source>
        <translation>在“数据”页新建项目或打开文件夹：每个类别一个文件夹，或一个表格都可以。“分类”页的样本也可以加上标签保留下来。类别请按其含义命名：有文字时，类别名称也会参与学习。每类十个示例就能得到初步的模型，五十个能得到不错的模型。“问题”会找出重复的样本、错误的标签和无法读取的文件。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Press Train; nothing has to be chosen. It says beforehand about how long it takes and what to expect of so few examples. You can go on working meanwhile, stop and keep the best, and go on later.</source>
        <translation>按“训练”即可，无需选择任何选项。训练前会告知大约需要多久，以及这些示例能达到什么效果。训练时可以继续做别的事，也可以停止并保留最佳模型，以后再继续。</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Judge tells how often the model is right on samples that it did not learn from, beside guessing, class by class, and shows its worst mistakes. A wrong label is mended there, then train again.</source>
        <translation>“评估”用没有参与训练的样本检验模型的正确率，与只靠猜测对比，逐个类别列出，并显示最严重的错误。错误的标签可以在那里改正，然后再次训练。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use it puts your model on Classify; several files or a folder dropped there become a table of answers. Save as gives you one file for another computer. Nothing leaves this computer by itself.</source>
        <translation>“使用”会将您的模型用于“分类”页；把多个文件或文件夹拖到那里，就会得到答案表格。“另存为”将模型保存为一个文件，可用于另一台电脑。任何内容都不会自行离开这台电脑。</translation>
    </message>
    <message>
        <source>Show an example large, in the table and among the pictures</source>
        <translation>在表格或图片网格中放大显示示例</translation>
    </message>
    <message>
        <source>The example before or after it, there</source>
        <translation>放大显示时的上一个、下一个示例</translation>
    </message>
    <message>
        <source>Make the pictures of examples larger or smaller</source>
        <translation>放大或缩小示例的图片</translation>
    </message>
    <message>
        <source>On the map: from point to point, nearer and farther, all of it</source>
        <translation>在地图上：从点到点移动，放大和缩小，显示全部</translation>
    </message>
    <message>
        <source>Hold to capture, on that button</source>
        <translation>在“按住采集”按钮上：按住采集</translation>
    </message>
    <message>
        <source>Go to a place on the left</source>
        <translation>前往左侧的页面</translation>
    </message>
</context>
<context>
    <name>judge</name>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>false positives</source>
        <translation>假阳性率</translation>
    </message>
    <message>
        <source>true positives</source>
        <translation>真阳性率</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>精确率与召回率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>perfect</source>
        <translation>理想</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>true number</source>
        <translation>真实数值</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Each dot is a sample; the nearer to the line, the better.</source>
        <translation>每个点是一个样本；离线越近越好。</translation>
    </message>
    <message>
        <source>True numbers and answers</source>
        <translation>真实数值与答案</translation>
    </message>
    <message>
        <source>The mean error where it is shown only these parts; shorter is better.</source>
        <translation>只给出这些部分时的平均误差；越短越好。</translation>
    </message>
    <message>
        <source>The accuracy where it is shown only these parts, with 95 % intervals.</source>
        <translation>只给出这些部分时的准确率，带 95 % 区间。</translation>
    </message>
    <message>
        <source>before calibration</source>
        <translation>校准前</translation>
    </message>
    <message>
        <source>after calibration</source>
        <translation>校准后</translation>
    </message>
    <message>
        <source>how sure</source>
        <translation>把握程度</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>Abstaining</source>
        <translation>弃答</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Area of all classes together {area}; worst classes: {classes}.</source>
        <translation>所有类别合计的面积 {area}；最差的类别：{classes}。</translation>
    </message>
    <message>
        <source>Confusion: rows are the true class, columns the answer</source>
        <translation>混淆：行是真实类别，列是答案</translation>
    </message>
    <message>
        <source>{name} without fusion</source>
        <translation>{name}（不融合）</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>How good is {model}?</source>
        <translation>{model} 的评估报告</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>{value} (95 % interval {low} to {high})</source>
        <translation>{value}（95 % 区间 {low} 至 {high}）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>guessing gives {share}</source>
        <translation>只靠猜测为 {share}</translation>
    </message>
    <message>
        <source>So few samples tell nothing: judge by others, such as those of validation, or collect more.</source>
        <translation>样本太少，看不出好坏：请换用其他样本（例如验证样本）评估，或收集更多示例。</translation>
    </message>
    <message>
        <source>{value} (before calibration {before})</source>
        <translation>{value}（校准前 {before}）</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>{asked}: in {measured}, {size} classes</source>
        <translation>{asked}：{measured} 包含，{size} 个类别</translation>
    </message>
    <message>
        <source>no mistakes</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>Mean error (MAE)</source>
        <translation>平均误差 (MAE)</translation>
    </message>
    <message>
        <source>Root of the mean squared error (RMSE)</source>
        <translation>均方根误差 (RMSE)</translation>
    </message>
    <message>
        <source>Share of the variance explained (R2)</source>
        <translation>解释的方差比例 (R2)</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>Most doubtful labels</source>
        <translation>最可疑的标签</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>{samples:# sample|# samples}, {epochs:# round|# rounds} (the best: no. {best_epoch}), {seconds:.0f} s</source>
        <translation>{samples:# 个样本}，{epochs:# 轮}（最佳：第 {best_epoch} 轮），{seconds:.0f} 秒</translation>
    </message>
    <message>
        <source>mean error {error:.4g} in validation</source>
        <translation>验证平均误差 {error:.4g}</translation>
    </message>
    <message>
        <source>Right of the surer half: {share}.</source>
        <translation>把握较大的一半中，正确率：{share}。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{name}, ECE {ece}</source>
        <translation>{name}，ECE {ece}</translation>
    </message>
    <message>
        <source>{share} (always “{label}”)</source>
        <translation>{share}（总答“{label}”）</translation>
    </message>
    <message>
        <source>Guessing</source>
        <translation>只靠猜测</translation>
    </message>
    <message>
        <source>right; guessing gives {share}</source>
        <translation>正确率；只靠猜测为 {share}</translation>
    </message>
    <message>
        <source>{error} (always the middle one)</source>
        <translation>{error}（总答中位数）</translation>
    </message>
    <message>
        <source>{asked}: in {measured}, {size} wide</source>
        <translation>{asked}：{measured} 包含，宽 {size}</translation>
    </message>
    <message>
        <source>off on average; guessing is {error} off</source>
        <translation>平均误差；只靠猜测为 {error}</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>training; it knows them from there</source>
        <translation>训练；模型学过这些样本</translation>
    </message>
    <message>
        <source>all; it may know some from its training</source>
        <translation>全部；其中可能有模型学过的样本</translation>
    </message>
    <message>
        <source>Began with</source>
        <translation>训练起点</translation>
    </message>
    <message>
        <source>validation accuracy {share}</source>
        <translation>验证准确率 {share}</translation>
    </message>
    <message>
        <source>“{title}” ({file}), with its encoders for: {encoders}</source>
        <translation>“{title}”（{file}）的编码器：{encoders}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Full: what a part adds to the answer&apos;s score on average, to the left where it takes away; pale: how far it moves it either way.</source>
        <translation>实色：该部分平均给答案的得分增加多少，减少时向左；浅色：它平均使得分变动多少，无论增减。</translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation>贡献</translation>
    </message>
    <message>
        <source>Right one in its set</source>
        <translation>集合包含正确答案</translation>
    </message>
    <message>
        <source>at most {value}, of {parts} (exactly right scores: {floor})</source>
        <translation>最大 {value}，{parts}（完全正确的分数：{floor}）</translation>
    </message>
    <message>
        <source>Calibration error of parts</source>
        <translation>各部分的校准误差</translation>
    </message>
    <message>
        <source>In its set ({share})</source>
        <translation>在集合中（{share}）</translation>
    </message>
    <message>
        <source>Classes in sets</source>
        <translation>集合中的类别数</translation>
    </message>
    <message>
        <source>{share} of these samples refused; {right} of the others right</source>
        <translation>这些样本中拒绝了 {share}；其余的答对 {right}</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>Other things told from known (AUROC)</source>
        <translation>区分其他事物与已知类别（AUROC）</translation>
    </message>
</context>
<context>
    <name>learning</name>
    <message>
        <source>Looking at your examples: {done} of {total}</source>
        <translation>正在查看您的示例：{done} / {total}</translation>
    </message>
    <message>
        <source>Looking at your examples…</source>
        <translation>正在查看您的示例…</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>{parts}: only a full training learns from them. Begin it on Train.</source>
        <translation>{parts}：只有完整的训练才能从中学习。请在“训练”页开始。</translation>
    </message>
    <message>
        <source>Two kinds with two examples each, and it begins to answer.</source>
        <translation>有两类、每类两个示例，就开始回答。</translation>
    </message>
    <message>
        <source>No figure yet: that takes three examples of a class.</source>
        <translation>还没有数字：每个类别需要三个示例。</translation>
    </message>
    <message>
        <source>Judged by {count:# example|# examples}: {low} to {high} % right</source>
        <translation>根据 {count:#} 个示例评估：正确率 {low} 到 {high} %</translation>
    </message>
    <message>
        <source>Judged by {count:# example|# examples}: off by {low} to {high} on the average</source>
        <translation>根据 {count:#} 个示例评估：平均误差 {low} 到 {high}</translation>
    </message>
    <message>
        <source>{figure}. No figure yet for {labels}.</source>
        <translation>{figure}。{labels} 还没有数字。</translation>
    </message>
    <message>
        <source>{parts}: left out until a full training.</source>
        <translation>{parts}：完整训练之前不参与。</translation>
    </message>
    <message>
        <source>{count:# example|# examples} cannot be read.</source>
        <translation>{count:#} 个示例无法读取。</translation>
    </message>
    <message>
        <source>Your examples</source>
        <translation>您的示例</translation>
    </message>
</context>
<context>
    <name>modalities</name>
    <message>
        <source>Count the &amp;sound</source>
        <translation>计入声音(&amp;S)</translation>
    </message>
    <message>
        <source>Count the &amp;picture</source>
        <translation>计入图片(&amp;P)</translation>
    </message>
    <message>
        <source>Count the &amp;words</source>
        <translation>计入文字(&amp;W)</translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>model file to write</source>
        <translation>要写入的模型文件</translation>
    </message>
    <message>
        <source>what the labels are: classes, or for a regression numbers</source>
        <translation>标签是什么：类别，或用于回归的数值</translation>
    </message>
    <message>
        <source>where the labels are, if it could be several places: the name of a table, or folders</source>
        <translation>可能有多处标签时，标签在哪里：表格的名称，或 folders（文件夹）</translation>
    </message>
    <message>
        <source>encoding of tables and texts that are not UTF-8, such as Windows-1252, GB18030 or Shift-JIS</source>
        <translation>非 UTF-8 的表格和文字所用的编码，如 Windows-1252、GB18030 或 Shift-JIS</translation>
    </message>
    <message>
        <source>how the modalities become one answer</source>
        <translation>各模态如何合成一个答案</translation>
    </message>
    <message>
        <source>sizes of the network: fast, or classic with the theory&apos;s own numbers</source>
        <translation>网络的规模：fast（快速），或 classic（与理论原文的数字一致）</translation>
    </message>
    <message>
        <source>which modalities to use, of those the dataset has</source>
        <translation>使用数据集中的哪些模态</translation>
    </message>
    <message>
        <source>how many rounds are suggested: a third of the usual for quick, twice as many for thorough; quick also keeps to pretrained encoders where there are some, and thorough also tries to fine-tune them</source>
        <translation>建议的轮数：quick 为通常的三分之一，thorough 为两倍；有预训练编码器时，quick 只用它们，thorough 还会尝试微调它们</translation>
    </message>
    <message>
        <source>encoder of a modality: lite0 (pretrained on photographs), lite0-tuned (the same, fine-tuned), sentence (pretrained on sentences in 16 languages), tf-idf (rare words and letters), sentence+tf-idf (both), cepstra (shapes of the spectrum), fresh (learned from nothing), or both, as in fresh+lite0; also a folder with an encoder of timm or transformers, or its name on a hub; without it, validation chooses</source>
        <translation>某一模态的编码器：lite0（用照片预训练）、lite0-tuned（同上，经微调）、sentence（用 16 种语言的句子预训练）、tf-idf（罕见的词和字）、sentence+tf-idf（两者）、cepstra（频谱的形状）、fresh（从零学起），或两者并用，如 fresh+lite0；也可以是存有 timm 或 transformers 编码器的文件夹，或其在模型库中的名称；不指定则由验证选择</translation>
    </message>
    <message>
        <source>download an encoder that is given by its name on a hub, after telling what and how large</source>
        <translation>按模型库中的名称下载编码器，并先说明内容和大小</translation>
    </message>
    <message>
        <source>also put the weights of pretrained encoders that come with mmdesk into the model file, which grows by 19 to 52 MB</source>
        <translation>把随 mmdesk 提供的预训练编码器的权重也写入模型文件，文件会增大 19 至 52 MB</translation>
    </message>
    <message>
        <source>another model, also a ready one, whose encoders the training begins with; its classes, and what it tells, may be others</source>
        <translation>训练以其编码器为起点的另一个模型，也可以是现成的模型；它的类别和所回答的内容可以不同</translation>
    </message>
    <message>
        <source>most rounds over the data; without it, as many as the size of the dataset suggests</source>
        <translation>最多训练多少轮；不给出则按数据集大小决定</translation>
    </message>
    <message>
        <source>samples per step; without it, as the size of the dataset suggests</source>
        <translation>每步的样本数；不给出则按数据集大小决定</translation>
    </message>
    <message>
        <source>highest learning rate; without it, the preset&apos;s own</source>
        <translation>最高学习率；不给出则用预设自己的</translation>
    </message>
    <message>
        <source>the same seed gives the same result on one machine</source>
        <translation>在同一台机器上，相同的随机种子得到相同的结果</translation>
    </message>
    <message>
        <source>what computes: auto, cpu, cuda or mps</source>
        <translation>用什么计算：auto、cpu、cuda 或 mps</translation>
    </message>
    <message>
        <source>remedy for rare classes: none, logit-adjustment (the best where some are ten times rarer than others), class-weights, resample or focal</source>
        <translation>如何对待稀少的类别：none、logit-adjustment（有的类别比别的稀少十倍时最好）、class-weights、resample 或 focal</translation>
    </message>
    <message>
        <source>share of each label that is spread over all classes</source>
        <translation>每个标签中平摊到所有类别的比例</translation>
    </message>
    <message>
        <source>modalities whose training samples are varied</source>
        <translation>对哪些模态的训练样本做数据增强</translation>
    </message>
    <message>
        <source>also mirror the training pictures: not where left and right matter, as in letters</source>
        <translation>同时对训练图片做镜像：若左右有别（如字母）则不要用</translation>
    </message>
    <message>
        <source>chance that a training sample shows only a part of its modalities</source>
        <translation>训练样本只显示部分模态的概率</translation>
    </message>
    <message>
        <source>rounds without a better validation after which the training stops; without it, half of all, near the end</source>
        <translation>验证结果连续多少轮没有变好就停止训练；不给出时为总轮数的一半，且只在接近结束时</translation>
    </message>
    <message>
        <source>side of the picture in pixels; without it, as the dataset suggests</source>
        <translation>图片边长（像素）；不给出则按数据集决定</translation>
    </message>
    <message>
        <source>length of the sound in seconds; without it, as the dataset suggests</source>
        <translation>声音长度（秒）；不给出则按数据集决定</translation>
    </message>
    <message>
        <source>numbers by which a modality is described to the fusion</source>
        <translation>用多少个数向融合描述一个模态</translation>
    </message>
    <message>
        <source>folder into which the curves are written for TensorBoard</source>
        <translation>为 TensorBoard 写入曲线的文件夹</translation>
    </message>
    <message>
        <source>train even if more than a tenth of the rows cannot be read</source>
        <translation>即使超过十分之一的行无法读取也训练</translation>
    </message>
    <message>
        <source>go on with the interrupted training of this model file</source>
        <translation>继续此模型文件中断的训练</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>训练起点</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Size of the shared space</source>
        <translation>共享空间的大小</translation>
    </message>
    <message>
        <source>Size of pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Length of sounds</source>
        <translation>声音长度</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心轮数</translation>
    </message>
    <message>
        <source>Rare classes</source>
        <translation>示例少的类别</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Mirror pictures</source>
        <translation>镜像图片</translation>
    </message>
    <message>
        <source>Modality dropout</source>
        <translation>模态丢弃</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Self-contained file</source>
        <translation>自包含文件</translation>
    </message>
    <message>
        <source>Accept unreadable rows</source>
        <translation>接受无法读取的行</translation>
    </message>
    <message>
        <source>What do the labels tell?</source>
        <translation>标签表示什么？</translation>
    </message>
    <message>
        <source>Where are the labels?</source>
        <translation>标签在哪里？</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Which parts of the samples?</source>
        <translation>用样本的哪些部分？</translation>
    </message>
    <message>
        <source>Which fusion?</source>
        <translation>用哪种融合？</translation>
    </message>
    <message>
        <source>How much effort?</source>
        <translation>训练强度？</translation>
    </message>
    <message>
        <source>Also write the curves for TensorBoard</source>
        <translation>同时为 TensorBoard 记录曲线</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Unpack into</source>
        <translation>解压到</translation>
    </message>
    <message>
        <source>Known from a score of</source>
        <translation>识别门槛（最低得分）</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message>
        <source>{part}: the best</source>
        <translation>{part}：最好的</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>thorough</source>
        <translation>充分</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>{done} of {every} labelled</source>
        <translation>已标注 {done} / {every}</translation>
    </message>
    <message>
        <source>judged by {count}: {low} to {high} % right</source>
        <translation>根据 {count} 个示例评估：正确率 {low} 到 {high} %</translation>
    </message>
    <message>
        <source>judged by {count}: off by {low} to {high} on the average</source>
        <translation>根据 {count} 个示例评估：平均相差 {low} 到 {high}</translation>
    </message>
    <message>
        <source>What is it? The program cannot guess it yet.</source>
        <translation>这是什么？程序还猜不出来。</translation>
    </message>
    <message>
        <source>What is it? The program guesses {label}.</source>
        <translation>这是什么？程序猜是 {label}。</translation>
    </message>
    <message>
        <source>What is it? The program guesses {label} ({score}). Enter takes that.</source>
        <translation>这是什么？程序猜是 {label}（{score}）。按 Enter 采用。</translation>
    </message>
    <message>
        <source>Looking at the examples: {done} of {total}. Until then they come as they are.</source>
        <translation>正在查看示例：{done} / {total}。在此之前不分先后。</translation>
    </message>
    <message>
        <source>Choosing the next ones…</source>
        <translation>正在选择下一批…</translation>
    </message>
    <message>
        <source>First come those from which the program learns the most, chosen anew every ten labels.</source>
        <translation>程序能学到最多的在先，每十个标签重新选择一次。</translation>
    </message>
</context>
<context>
    <name>ready</name>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>0 to 9 in pictures, words and sounds; words in English and Chinese</source>
        <translation>图片、文字和声音中的 0 到 9；文字可为中文或英文</translation>
    </message>
    <message>
        <source>Everyday things</source>
        <translation>日常事物</translation>
    </message>
    <message>
        <source>1,000 kinds of things and animals in photographs, named in English</source>
        <translation>照片中的 1,000 种事物和动物，用英文名称</translation>
    </message>
    <message>
        <source>1,000 kinds of things and animals in photographs, named in Chinese</source>
        <translation>照片中的 1,000 种事物和动物，用中文名称</translation>
    </message>
    <message>
        <source>banana</source>
        <translation>香蕉</translation>
    </message>
    <message>
        <source>basketball</source>
        <translation>篮球</translation>
    </message>
    <message>
        <source>candle</source>
        <translation>蜡烛</translation>
    </message>
    <message>
        <source>golf ball</source>
        <translation>高尔夫球</translation>
    </message>
    <message>
        <source>tennis ball</source>
        <translation>网球</translation>
    </message>
    <message>
        <source>umbrella</source>
        <translation>雨伞</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>a class of other things: none of these</source>
        <translation>其他事物的类别：都不是</translation>
    </message>
    <message>
        <source>{why} · otherwise {label}</source>
        <translation>{why} · 否则是 {label}</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Curves of the accuracy</source>
        <translation>准确率曲线</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class: {label}</source>
        <translation>类别：{label}</translation>
    </message>
    <message>
        <source>unsure · the parts contradict each other</source>
        <translation>没有把握 · 各部分相互矛盾</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>很有把握</translation>
    </message>
    <message>
        <source>fairly sure</source>
        <translation>较有把握</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>没有把握</translation>
    </message>
    <message>
        <source>{sure} · the parts disagree</source>
        <translation>{sure} · 各部分不一致</translation>
    </message>
    <message>
        <source>{sure} · both agree</source>
        <translation>{sure} · 两个部分一致</translation>
    </message>
    <message>
        <source>{sure} · all three agree</source>
        <translation>{sure} · 三个部分一致</translation>
    </message>
    <message>
        <source>The classes that cannot be excluded: in {share} of samples at least, like those that judged the model, the right one is among them. View › Possible classes and numbers chooses how often.</source>
        <translation>不能排除的类别：对与评判模型的样本类似的样本，至少 {share} 的情况下正确类别在其中。在“视图 › 可能的类别和数值”中选择比例。</translation>
    </message>
    <message>
        <source>It tells apart: {labels}.</source>
        <translation>它能区分：{labels}。</translation>
    </message>
    <message>
        <source>{count:# class|# classes}: {labels}</source>
        <translation>{count:#} 个类别：{labels}</translation>
    </message>
    <message>
        <source>Examples of each class</source>
        <translation>各类别的示例</translation>
    </message>
    <message>
        <source>mean error</source>
        <translation>平均误差</translation>
    </message>
    <message>
        <source>Curves of the mean error</source>
        <translation>平均误差曲线</translation>
    </message>
    <message>
        <source>Mean error in validation</source>
        <translation>验证平均误差</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Number: {number}</source>
        <translation>数值：{number}</translation>
    </message>
    <message>
        <source>not to be relied on: {why}</source>
        <translation>不可信：{why}</translation>
    </message>
    <message>
        <source>an estimated number</source>
        <translation>估计的数值</translation>
    </message>
    <message>
        <source>In {share} of samples at least, like those that judged the model, the right number is between these. View › Possible classes and numbers chooses how often.</source>
        <translation>对与评判模型的样本类似的样本，至少 {share} 的情况下正确数值在两者之间。在“视图 › 可能的类别和数值”中选择比例。</translation>
    </message>
    <message>
        <source>It estimates a number.</source>
        <translation>它估计一个数值。</translation>
    </message>
    <message>
        <source>{count} different numbers from {low} to {high}</source>
        <translation>{count} 个不同的数，从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>To learn a number, all labels have to be numbers; “{label}” is none.</source>
        <translation>要学习数值，所有标签都必须是数；“{label}”不是数。</translation>
    </message>
    <message>
        <source>This is for classes only; a number is learned without it.</source>
        <translation>仅用于类别；学习数值时不用它。</translation>
    </message>
    <message>
        <source>It multiplies the probabilities of classes, and a number has none.</source>
        <translation>它把各类别的概率相乘，而数值没有概率。</translation>
    </message>
    <message>
        <source>mean error {figure} in validation, R2 {r2}, in round {epoch}, {seconds} of training</source>
        <translation>验证平均误差 {figure}，R2 {r2}（第 {epoch} 轮），训练用时 {seconds}</translation>
    </message>
    <message>
        <source>Examples of each range of numbers</source>
        <translation>各数值区间的示例</translation>
    </message>
    <message>
        <source>Give it a picture, words or a sound: one is enough. </source>
        <translation>给出图片、文字或声音，有一样就够。</translation>
    </message>
    <message>
        <source>It takes: {parts}. </source>
        <translation>它需要：{parts}。</translation>
    </message>
    <message>
        <source>validation accuracy: {figure} in round {epoch}, {seconds} of training</source>
        <translation>验证准确率：{figure}（第 {epoch} 轮），训练用时 {seconds}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Stopped before the first round was over. There is no model.</source>
        <translation>第一轮结束前已停止。没有模型。</translation>
    </message>
    <message>
        <source>Something went wrong inside mmdesk.</source>
        <translation>mmdesk 内部出错了。</translation>
    </message>
</context>
</TS>
