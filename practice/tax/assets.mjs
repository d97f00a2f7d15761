// @ts-check
export const css = `
body,td,th,input,select,textarea{font-family:宋体,SimSun,"Noto Serif CJK SC",serif;font-size:12px}
body.main{background:#F4F7FB;margin:0}
a{color:#003399;text-decoration:none}a:hover{color:#CC3300;text-decoration:underline}
td.pos{background:#DCE6F1;border-bottom:1px solid #9DB5CF;padding:4px 10px;color:#334;height:24px}
td.sec{background:#C9D9EA;border:1px solid #9DB5CF;border-bottom:0;padding:3px 8px;font-weight:bold;color:#1F3F6B;height:20px}
table.frm,table.lst,table.msg{border-collapse:collapse;background:#fff}
td.lb{background:#EAF1F8;text-align:right;width:120px;padding-right:6px;color:#223;height:24px}
td.vl{padding-left:6px}
table.lst th{background:#B9CDE3;color:#1F3F6B;height:24px;font-weight:bold}
table.lst td{height:22px;text-align:center}
tr.odd{background:#fff}tr.even{background:#F0F5FA}tr.over{background:#FFF7D6}
table.query{margin-top:4px}td.pg{text-align:right;color:#555}
.txt{border:1px solid #7F9DB9;height:18px;background:#fff}.ro{border:1px solid #B8C4D2;height:18px;background:#ECECEC;color:#444}
textarea{border:1px solid #7F9DB9}
.btn{border:1px solid #5B7DA6;background:#DCE6F1 linear-gradient(#FDFEFF,#BCCDE2);height:22px;padding:0 10px;cursor:pointer;color:#123}
td.btns{text-align:center;height:40px}
table.msg th{background:#B9CDE3;height:22px}
.lnkbtn{border:1px solid #5B7DA6;background:#DCE6F1 linear-gradient(#FDFEFF,#BCCDE2);padding:3px 12px;color:#123}
.tip{color:#CC0000}.num{text-align:right}
`;

export const js = `
function nsrxx(sbh){ window.open('/nsr/detail.do?nsrsbh='+sbh,'nsrxx','width=640,height=400,left=200,top=120,scrollbars=yes'); }
function trim(s){ return s.replace(/^\\s+|\\s+$/g,''); }
function num(s){ return parseFloat((s+'').replace(/[,,\\s]/g,''))||0; }
function je(n){ var p=n.toFixed(2).split('.'); return p[0].replace(/\\B(?=(\\d{3})+$)/g,',')+'.'+p[1]; }
function dx(n){ // 金额大写
  var d='零壹贰叁肆伍陆柒捌玖',u=['','拾','佰','仟'],b=['','万','亿'],s='',z=false,i=0,f=Math.round(n*100),w=Math.floor(f/100),c=f%100;
  if(w==0&&c==0) return '零元整';
  var t=w+'';
  for(i=0;i<t.length;i++){var k=t.length-1-i,g=+t.charAt(i);
    if(g){ if(z){s+='零';z=false;} s+=d.charAt(g)+u[k%4]; } else z=true;
    if(k%4==0){ if(w>0 && s && !/[万亿]$/.test(s)) s+=b[k/4]; }}
  s=(s?s+'元':'');
  if(c==0) return s+'整';
  return s+(c>=10?d.charAt(Math.floor(c/10))+'角':'零')+(c%10?d.charAt(c%10)+'分':'整');
}
`;
